import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReportView } from '../../src/http/reader/report-schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { TestReader } from './reader.ts'
import { createService, ORIGIN, type Service } from './service.ts'

let database: TestDatabase
let service: Service
let ticket: string

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  service = createService(database.db)
  const { id } = await new TestReader(service, '東昌湖畔').say()
  const body = { category: 'abuse' }
  const made = await new TestReader(service, '梁水鎮的風').send(`/v1/comments/${id}/reports`, { method: 'POST', body })
  ticket = ReportView.parse(await made.json()).ticket
})
afterAll(() => database.drop())

const open = (query: string, address = '203.0.113.30') => service.request(`/reports${query}`, {}, { address })

test('whoever has the number of a report reads without a script what became of it, and nothing of what was reported', async () => {
  const response = await open(`?ticket=${ticket}`)
  const page = await response.text()
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(response.headers.get('x-robots-tag')).toBe('noindex')
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
  )
  expect(page).toContain(ticket)
  expect(page).toContain('編輯還沒看過')
  expect(page).not.toMatch(/公交|侮辱|東昌湖畔|梁水鎮的風/)
  expect(page).not.toMatch(/<script|\son\w+=|\sstyle=/)
  const english = await (await open(`?ticket=${ticket}&lang=en`)).text()
  expect(english).toContain('An editor has yet to look at it')
  expect(english).toContain('<html lang="en">')
})

test('the number is read as it is typed: without hyphens, with spaces, in wide figures', async () => {
  const [a = '', b = '', c = ''] = ticket.split('-')
  const wide = ticket.replace(/\d/g, (figure) => String.fromCharCode(0xff10 + Number(figure)))
  for (const typed of [a + b + c, ` ${a} ${b} ${c} `, wide]) {
    const response = await open(`?ticket=${encodeURIComponent(typed)}`)
    expect([typed, response.status]).toEqual([typed, 200])
  }
})

test('a number that is none is said to be so, whatever was typed stays text, and the form alone asks for nothing', async () => {
  for (const typed of ['000-000-000', '12', '"><img src=x onerror=alert(1)>', '9'.repeat(5000)]) {
    const response = await open(`?ticket=${encodeURIComponent(typed)}`, '203.0.113.31')
    const page = await response.text()
    expect(response.status).toBe(404)
    expect(page).toContain('沒有這個編號')
    expect(page).not.toContain('<img')
    expect(page.length).toBeLessThan(4000)
  }
  const form = await open('')
  expect([form.status, (await form.text()).includes('沒有這個編號')]).toEqual([200, false])
})

test('nobody tries number after number', async () => {
  const tried = await Promise.all(Array.from({ length: 10 }, () => open('?ticket=000-000-001', '203.0.113.32')))
  expect(tried.map(({ status }) => status)).toEqual(Array(10).fill(404))
  const refused = await open(`?ticket=${ticket}`, '203.0.113.32')
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect(await refused.text()).not.toContain('編輯還沒看過')
})
