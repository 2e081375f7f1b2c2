import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createModerator,
  disableModerator,
  findModeratorByUsername,
  hasModerators,
  setPassword,
} from '../../src/storage/moderators.ts'
import { createSession, deleteExpiredSessions, deleteSession, findSession } from '../../src/storage/sessions.ts'
import { clearSignInAttempts, countSignInAttempt } from '../../src/storage/sign-in-attempts.ts'
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
    expect(found).toMatchObject({ username: 'wang', role: 'admin', failed_sign_ins: 0, disabled_at: null })
    expect(found?.password_expired_at).toBeInstanceOf(Date)
    expect(await findModeratorByUsername(db, SITE, 'Wang')).toBeUndefined()
    expect(await findModeratorByUsername(db, 'elsewhere', 'wang')).toBeUndefined()
  })
})

describe('sign-in attempts', () => {
  test('count down from five, and the fifth wrong one locks for 15 minutes by the database clock', async () => {
    const { username } = await createFactory(database.db).moderator.insert()
    const lefts: number[] = []
    for (let index = 0; index < 5; index++) {
      const attempt = await countSignInAttempt(database.db, SITE, username)
      if (attempt.outcome !== 'counted') throw new Error(attempt.outcome)
      lefts.push(attempt.attemptsLeft)
    }
    expect(lefts).toEqual([4, 3, 2, 1, 0])
    const sixth = await countSignInAttempt(database.db, SITE, username)
    if (sixth.outcome !== 'locked') throw new Error(sixth.outcome)
    const minutes = (sixth.lockedUntil.getTime() - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(14)
    expect(minutes).toBeLessThanOrEqual(15.1)
    expect(await countSignInAttempt(database.db, SITE, username)).toEqual(sixth)
  })

  test('a hundred guesses at once are five guesses', async () => {
    const { username } = await createFactory(database.db).moderator.insert()
    const guesses = Array.from({ length: 100 }, () => countSignInAttempt(database.db, SITE, username))
    const outcomes = (await Promise.all(guesses)).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'counted')).toHaveLength(5)
    expect(outcomes.filter((outcome) => outcome === 'locked')).toHaveLength(95)
  })

  test('start anew when the lock has ended', async () => {
    const { username } = await createFactory(database.db).moderator.insert()
    for (let index = 0; index < 5; index++) await countSignInAttempt(database.db, SITE, username)
    await database.db
      .updateTable('moderator')
      .set({ locked_until: new Date(Date.now() - 1000) })
      .where('username', '=', username)
      .execute()
    expect(await countSignInAttempt(database.db, SITE, username)).toMatchObject({
      outcome: 'counted',
      attemptsLeft: 4,
      lockedUntil: null,
    })
  })

  test('are forgotten after a right password, even on the fifth', async () => {
    const { id, username } = await createFactory(database.db).moderator.insert()
    for (let index = 0; index < 5; index++) await countSignInAttempt(database.db, SITE, username)
    await clearSignInAttempts(database.db, SITE, id)
    expect(await countSignInAttempt(database.db, SITE, username)).toMatchObject({ attemptsLeft: 4 })
  })

  test('of a name that is unknown or disabled are unknown', async () => {
    const { id, username } = await createFactory(database.db).moderator.insert()
    await database.db.transaction().execute((trx) => disableModerator(trx, SITE, id))
    expect(await countSignInAttempt(database.db, SITE, username)).toEqual({ outcome: 'unknown' })
    expect(await countSignInAttempt(database.db, SITE, 'nobody')).toEqual({ outcome: 'unknown' })
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
      moderatorId: moderator.id,
      username: moderator.username,
      displayName: '王編輯',
      role: 'moderator',
      csrfToken: 'csrf of token-1',
      isPasswordExpired: true,
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
    await database.db.transaction().execute((trx) => disableModerator(trx, SITE, moderator.id))
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
    await db.transaction().execute((trx) => setPassword(trx, { ...password, sessionToken: null }))
    expect(await findSession(db, 'here')).toBeUndefined()
  })
})

function open(moderatorId: string, token: string) {
  return createSession(database.db, { siteId: SITE, moderatorId, token, csrfToken: `csrf of ${token}` })
}
