import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disableModerator } from '../../src/storage/change-people.ts'
import { createModerator, findModeratorByUsername, hasModerators, setPassword } from '../../src/storage/moderators.ts'
import {
  createSession,
  deleteExpiredSessions,
  deleteSession,
  findSession,
  listSessions,
  SESSION_IDLE_MINUTES,
  touchSession,
} from '../../src/storage/sessions.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase(25)
  await createFactory(database.db).site.insert()
})

afterAll(() => database.drop())

describe('a moderator', () => {
  test('is the first of a site until there is one, and has a username of their own', async () => {
    const { db } = database
    const wang = { siteId: SITE, username: 'wang', displayName: '王編輯', role: 'admin', passwordHash: 'hash' } as const
    expect(await hasModerators(db, SITE)).toBe(false)
    const racing = [uuidv7(), uuidv7()].map((id) => createModerator(db, { ...wang, id, isOneTime: true }))
    const outcomes = (await Promise.all(racing)).map(({ outcome }) => outcome)
    expect(outcomes.sort()).toEqual(['created', 'username_taken'])
    expect(await hasModerators(db, SITE)).toBe(true)
    const found = await findModeratorByUsername(db, SITE, 'wang')
    expect(found).toMatchObject({ username: 'wang', role: 'admin', totp_sealed: null, disabled_at: null })
    expect(found?.password_expired_at).toBeInstanceOf(Date)
    expect(await findModeratorByUsername(db, SITE, 'Wang')).toBeUndefined()
    expect(await findModeratorByUsername(db, 'elsewhere', 'wang')).toBeUndefined()
  })
})

describe('a session', () => {
  test('is found by its token for 12 hours, and its token is nowhere in the table', async () => {
    const { db } = database
    const moderator = await createFactory(db).moderator.insert({ isOneTime: true })
    const { expiresAt } = await open(moderator.id, 'token-1')
    expect(await findSession(db, 'token-1')).toEqual({
      siteId: SITE,
      siteName: '冠縣新聞',
      secondShare: 0.05,
      bulkAlone: 10,
      moderatorId: moderator.id,
      username: moderator.username,
      displayName: '王編輯',
      role: 'moderator',
      csrfToken: 'csrf of token-1',
      isPasswordExpired: true,
      lacksSecondFactor: false,
      id: expect.any(String),
      isStale: false,
      expiresAt,
    })
    expect(Math.round((expiresAt.getTime() - Date.now()) / 3600_000)).toBe(12)
    const [row] = await db.selectFrom('session').selectAll().where('moderator_id', '=', moderator.id).execute()
    expect(row?.token_hash.toString('latin1')).not.toContain('token-1')
    expect(row?.token_hash).toHaveLength(32)
    expect(await findSession(db, 'token-2')).toBeUndefined()
  })

  test('that is past its end opens nothing, and is swept', async () => {
    const { db } = database
    const moderator = await createFactory(db).moderator.insert()
    await open(moderator.id, 'expired')
    await open(moderator.id, 'live')
    const past = { created_at: new Date(0), expires_at: new Date(Date.now() - 1000) }
    const sessions = await db.selectFrom('session').selectAll().where('csrf_token', '=', 'csrf of expired').execute()
    await db.updateTable('session').set(past).where('token_hash', '=', sessions[0]!.token_hash).execute()
    expect(await findSession(db, 'expired')).toBeUndefined()
    expect(await deleteExpiredSessions(db)).toBe(1)
    expect(await findSession(db, 'live')).toBeDefined()
  })

  test('that asks for nothing for two hours has ended, and one that is used has not', async () => {
    const { db } = database
    const moderator = await createFactory(db).moderator.insert()
    await open(moderator.id, 'left behind')
    await open(moderator.id, 'in use')
    const ago = new Date(Date.now() - (SESSION_IDLE_MINUTES - 1) * 60_000)
    await db.updateTable('session').set({ last_seen_at: ago }).where('moderator_id', '=', moderator.id).execute()
    await touchSession(db, 'in use')
    const longer = sql<Date>`last_seen_at - interval '2 minutes'`
    await db.updateTable('session').set({ last_seen_at: longer }).where('moderator_id', '=', moderator.id).execute()
    expect(await findSession(db, 'left behind')).toBeUndefined()
    expect(await findSession(db, 'in use')).toBeDefined()
    expect(await listSessions(db, { siteId: SITE, moderatorId: moderator.id })).toHaveLength(1)
    expect(await deleteExpiredSessions(db)).toBe(1)
  })

  test('ends by signing out', async () => {
    const moderator = await createFactory(database.db).moderator.insert()
    await open(moderator.id, 'leaving')
    await deleteSession(database.db, 'leaving')
    await deleteSession(database.db, 'leaving')
    expect(await findSession(database.db, 'leaving')).toBeUndefined()
  })

  test('of a disabled moderator opens nothing', async () => {
    const moderator = await createFactory(database.db).moderator.insert()
    await open(moderator.id, 'dismissed')
    await disableModerator(database.db, { siteId: SITE, moderatorId: moderator.id, by: { actor: 'command_line' } })
    expect(await findSession(database.db, 'dismissed')).toBeUndefined()
  })

  test('alone survives the new password that was chosen in it', async () => {
    const { db } = database
    const factory = createFactory(db)
    const [moderator, another] = [await factory.moderator.insert({ isOneTime: true }), await factory.moderator.insert()]
    await open(moderator.id, 'here')
    await open(moderator.id, 'elsewhere')
    await open(another.id, 'of another')
    const password = { siteId: SITE, moderatorId: moderator.id, passwordHash: 'new', sessionToken: 'here' }
    await db.transaction().execute((trx) => setPassword(trx, password))
    expect(await findSession(db, 'here')).toMatchObject({ isPasswordExpired: false })
    expect(await findSession(db, 'elsewhere')).toBeUndefined()
    expect(await findSession(db, 'of another')).toBeDefined()
    expect((await findModeratorByUsername(db, SITE, moderator.username))?.password_hash).toBe('new')
  })
})

function open(moderatorId: string, token: string) {
  return createSession(database.db, { siteId: SITE, moderatorId, token, csrfToken: `csrf of ${token}` })
}
