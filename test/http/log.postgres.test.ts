import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LogPage } from '../../src/http/moderator/log/log-schemas.ts'
import { undoBulk } from '../../src/review/bulk/close-act.ts'
import { imposeSanction, liftSanction } from '../../src/review/sanction.ts'
import { undo } from '../../src/review/undo.ts'
import { createTemplate, retireTemplate } from '../../src/storage/templates.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { rejection, seen, start } from '../review/bulk.ts'
import { settle } from '../review/complaints.ts'
import { insertHeld, lease, reject } from '../review/queue.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN } from './service.ts'

let database: TestDatabase
let chenlan: string
let consoles: Record<'chenlan' | 'lead' | 'auditor', Console>
let commentId: string
let bulkId: string

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  await createFactory(db).site.insert({ origins: [ORIGIN] })
  await createFactory(db).article.insert()
  chenlan = await addModerator(db, { username: 'chenlan', displayName: '陳嵐' })
  await addModerator(db, { username: 'lead', displayName: '周寧', role: 'lead' })
  await addModerator(db, { username: 'auditor', role: 'auditor' })
  const service = createService(db)
  consoles = { chenlan: new Console(service), lead: new Console(service), auditor: new Console(service) }
  for (const [name, console] of Object.entries(consoles)) await console.enter(name)
  await happen()
})

afterAll(() => database.drop())

/** One after the other: a decision and its undoing, an act on two and its undoing, a measure and its end, a wording and its end. */
async function happen(): Promise<void> {
  const { db } = database
  const by = { siteId: SITE, moderatorId: chenlan }
  await insertHeld(db, 1)
  const key = await lease(db, chenlan)
  commentId = key.commentId
  const decisionId = await settle(db, reject(key))
  await undo(db, { ...by, commentId, decisionId, isLead: false, seconds: 600 })
  bulkId = await start(db, rejection(chenlan, seen(await insertHeld(db, 2))))
  await undoBulk(db, { ...by, bulkId, isLead: false })
  const sanctionId = uuidv7()
  const measure = { measure: 'suspend', days: 3, category: 'abuse', reason: '一再罵人' } as const
  await imposeSanction(db, { ...by, sanctionId, commentId, ...measure })
  await liftSanction(db, { ...by, sanctionId, reason: '已談過' })
  const id = uuidv7()
  const words = { hant: '請改', hans: null, en: 'Change it' }
  const template = { siteId: SITE, id, category: 'abuse', name: '本站的話', ...words, isDefault: false } as const
  await db.transaction().execute((trx) => createTemplate(trx, { ...template, createdBy: chenlan }))
  await db.transaction().execute((trx) => retireTemplate(trx, { siteId: SITE, id }, chenlan))
}

async function read(query = '', console = consoles.lead): Promise<LogPage> {
  const response = await console.send('GET', `/log${query}`)
  expect(response.status).toBe(200)
  return LogPage.parse(await response.json())
}

const ALL = [
  ['template_retired', { name: '本站的話' }],
  ['template_made', { name: '本站的話' }],
  ['sanction_lifted', { name: 'suspend', category: 'abuse' }],
  ['sanctioned', { name: 'suspend', category: 'abuse' }],
  ['many_undone', { kind: 'reject', category: 'ad_spam', count: 2 }],
  ['many_decided', { kind: 'reject', category: 'ad_spam', count: 2 }],
  ['undone', {}],
  ['decided', { kind: 'reject', category: 'abuse' }],
] as const

describe('the log', () => {
  test('tells leads and auditors who did what, the last first, an act on many once', async () => {
    for (const console of [consoles.lead, consoles.auditor]) {
      const { lines, nextCursor } = await read('', console)
      expect(lines).toMatchObject(ALL.map(([type, more]) => ({ type, by: '陳嵐', ...more })))
      expect(nextCursor).toBeNull()
      expect(lines.at(-1)).toMatchObject({ commentId, actId: null })
      expect(lines.find(({ type }) => type === 'many_decided')).toMatchObject({ actId: bulkId, commentId: null })
    }
  })

  test('has pages of which none tells anything twice or leaves it out', async () => {
    const types: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: LogPage = await read(`?limit=3${cursor && `&cursor=${cursor}`}`)
      types.push(...page.lines.map(({ type }) => type))
      cursor = page.nextCursor
    }
    expect(types).toEqual(ALL.map(([type]) => type))
  })

  test('is no moderator’s to read, who may be asked about what it tells, and takes no cursor that is none', async () => {
    await refusal(await consoles.chenlan.send('GET', '/log'), 403, 'role_forbidden')
    await refusal(await consoles.lead.send('GET', '/log?cursor=x'), 400, 'invalid_request')
  })
})
