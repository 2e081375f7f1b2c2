import { solveChallenge } from 'altcha-lib/v1'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Card, Cards } from '../../src/http/moderator/card-schemas.ts'
import { createPacing } from '../../src/http/pacing.ts'
import { ReportStatusView, ReportView } from '../../src/http/reader/report-schemas.ts'
import { OwnComment } from '../../src/http/reader/schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { solve } from './proof.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service

beforeAll(async () => {
  database = await createTestDatabase(20)
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
})
beforeEach(() => {
  service = createService(database.db)
})
afterAll(() => database.drop())

async function write(): Promise<string> {
  const token = await signToken(service.clock, { sub: 'author', name: 'author' })
  return OwnComment.parse(await (await post(service, { token, text: TEXTS.pass })).json()).id
}

interface Sent {
  readonly proof?: string
  readonly address?: string
  readonly token?: string
  readonly category?: string
  readonly to?: Service
}

function report(id: string, sent: Sent = {}): Promise<Response> {
  const { proof, address = '203.0.113.9', token, category = 'abuse', to = service } = sent
  const headers = {
    Origin: ORIGIN,
    'Content-Type': 'application/json',
    ...(proof && { 'Proof-Of-Work': proof }),
    ...(token && { Authorization: `Bearer ${token}` }),
  }
  const body = JSON.stringify({ category, text: '他罵人' })
  return to.request(`/v1/comments/${id}/reports`, { method: 'POST', headers, body }, { address })
}

const prove = async (id: string, to = service) => solve(await report(id, { to }))

const look = (ticket: string) => service.request(`/v1/reports/${ticket}`, { headers: { Origin: ORIGIN } })

const stored = (id: string) =>
  database.db.selectFrom('report').selectAll().where('comment_id', '=', id).orderBy('reported_at').execute()

test('a report without a sign-in is asked for a proof, then has a number by which its answer is read', async () => {
  const id = await write()
  const asked = await report(id)
  expect(asked.status).toBe(428)
  expect(await stored(id)).toEqual([])
  const response = await report(id, { proof: await solve(asked) })
  expect([response.status, response.headers.get('cache-control')]).toEqual([201, 'private, no-store'])
  const made = ReportView.parse(await response.json())
  expect(await stored(id)).toMatchObject([{ reader_id: null, ticket: made.ticket, category: 'abuse', text: '他罵人' }])
  const open = await look(made.ticket)
  expect(open.status).toBe(200)
  expect(Object.keys(await open.json())).toEqual(['ticket', 'status', 'answer', 'reportedAt', 'dueAt', 'answeredAt'])

  const chenlan = new Console(service)
  await chenlan.enter('chenlan')
  const card = await claim(chenlan)
  expect(card.reports).toMatchObject({ count: 1, anonymous: 1, listed: [{ ticket: made.ticket, reader: null }] })
  const ruling = { leaseToken: card.lease.token, kind: 'remove', category: 'abuse' }
  expect((await chenlan.send('POST', `/comments/${id}/decisions`, ruling)).status).toBe(201)
  const told = ReportStatusView.parse(await (await look(made.ticket)).json())
  expect(told).toMatchObject({ status: 'upheld', answer: '編輯看過，已移除這條評論。謝謝你指出來。' })
  await refusal(await report(id, { proof: await prove(id) }), 409, 'report_answered')
})

async function claim(console: Console): Promise<Card> {
  const [card] = Cards.parse(await (await console.send('POST', '/claims', { queue: 'reported' })).json()).cards
  return card!
}

test('those of signed readers stand first, with how right they were', async () => {
  const id = await write()
  await report(id, { proof: await prove(id), address: '203.0.113.20' })
  await report(id, { proof: await prove(id), address: '203.0.113.21' })
  const token = await signToken(service.clock, { sub: 'signed', name: 'signed' })
  expect((await report(id, { token, category: 'fraud' })).status).toBe(201)
  const chenlan = new Console(service)
  await chenlan.enter('chenlan')
  const { reports } = await claim(chenlan)
  expect(reports).toMatchObject({
    count: 3,
    anonymous: 2,
    categories: [
      { category: 'fraud', count: 1 },
      { category: 'abuse', count: 2 },
    ],
  })
  expect(reports.listed.map(({ reader }) => reader?.name)).toEqual(['signed', undefined, undefined])
})

test('what is no number of a report is told how one looks', async () => {
  const { message } = await refusal(await look('123'), 400, 'invalid_request')
  expect(message).toContain('編號是九個數字，如 483-027-591')
})

test('a proof is accepted once, by two services over one database too', async () => {
  const id = await write()
  const secretKey = Buffer.alloc(32, 7)
  const services = [createService(database.db, { secretKey }), createService(database.db, { secretKey })]
  const proof = await prove(id, services[0])
  const sent = Array.from({ length: 10 }, (_, n) =>
    report(id, { proof, address: `203.0.113.${100 + n}`, to: services[n % 2]! }),
  )
  const statuses = (await Promise.all(sent)).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([201, ...Array(9).fill(428)])
  expect(await stored(id)).toHaveLength(1)
})

test('each report of an address has a number of its own, until several wait for an answer', async () => {
  const id = await write()
  const proofs = await Promise.all([prove(id), prove(id), prove(id), prove(id)])
  const answers = await Promise.all(proofs.map((proof) => report(id, { proof })))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  const views = await Promise.all(answers.map(async (answer) => ReportView.parse(await answer.json())))
  expect(new Set(views.map(({ ticket }) => ticket)).size).toBe(4)
  const last = await report(id, { proof: await prove(id), category: 'fraud' })
  expect(ReportView.parse(await last.json())).toMatchObject({ category: 'fraud', status: 'open' })
  await refusal(await report(id, { proof: await prove(id) }), 409, 'reports_enough')
  expect((await report(id, { proof: await prove(id), address: '203.0.113.30' })).status).toBe(201)
  expect(await stored(id)).toHaveLength(6)
})

test('no more reports of an address are taken where they come all at once', async () => {
  const id = await write()
  const proofs = await Promise.all(Array.from({ length: 8 }, () => prove(id)))
  const answers = await Promise.all(proofs.map((proof) => report(id, { proof })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(5).fill(201), ...Array(3).fill(409)])
  expect(await stored(id)).toHaveLength(5)
})

test('no other comment, time, secret or number makes a proof', async () => {
  const [id, other] = [await write(), await write()]
  const proof = await prove(id)
  await refusal(await report(other, { proof }), 428, 'proof_required')
  await refusal(await report(id, { proof: await prove(id, createService(database.db)) }), 428, 'proof_required')
  const { challenge } = await (await report(id)).json()
  for (const wrong of ['', 'x', 'e30=', btoa(JSON.stringify({ ...challenge, number: 50_001 }))])
    await refusal(await report(id, { proof: wrong }), 428, 'proof_required')
  const solved = JSON.parse(atob(proof))
  const later = { ...solved, salt: solved.salt.replace(/expires=\d/, 'expires=9') }
  const forged = await solveChallenge(solved.challenge, later.salt, 'SHA-256', 100).promise
  expect(forged).toBeNull()
  await refusal(await report(id, { proof: btoa(JSON.stringify(later)) }), 428, 'proof_required')
  service.clock.advance(601)
  await refusal(await report(id, { proof }), 428, 'proof_required')
  expect(await stored(id)).toEqual([])
})

test('a proof is not spent where the report is refused, and a token that is wrong is not nobody', async () => {
  const token = await signToken(service.clock, { sub: 'author', name: 'author' })
  const held = OwnComment.parse(await (await post(service, { token, text: TEXTS.hold })).json()).id
  await refusal(await report(held, { proof: await prove(held) }), 409, 'not_reportable')
  expect(await stored(held)).toEqual([])
  await refusal(await report(held, { token: 'x' }), 401, 'token_invalid')
})

test('reports and looks at numbers are paced by address', async () => {
  const id = await write()
  const pacing = createPacing({
    commentsPerReader: 9,
    readerMinutes: 10,
    requestsPerAddressPerMinute: 1000,
    unsignedReportsPerAddressPerMinute: 1,
  })
  service = createService(database.db, { pacing })
  expect((await report(id, { proof: await prove(id) })).status).toBe(201)
  await refusal(await report(id, { proof: await prove(id) }), 429, 'too_many_requests')
  for (let looks = 0; looks < 10; looks += 1) await refusal(await look('000-000-000'), 404, 'ticket_unknown')
  await refusal(await look('000-000-000'), 429, 'too_many_requests')
})
