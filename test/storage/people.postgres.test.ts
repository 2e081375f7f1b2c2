import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  changeRole,
  disableModerator,
  enableModerator,
  resetSecondFactor,
  signOutModerator,
} from '../../src/storage/change-people.ts'
import {
  acceptInvitation,
  createInvitation,
  findOpenInvitation,
  listOpenInvitations,
  revokeInvitation,
} from '../../src/storage/invitations.ts'
import { listPeople } from '../../src/storage/people.ts'
import { appendPeopleEvent, listPeopleEvents } from '../../src/storage/people-events.ts'
import { confirmSecondFactor, offerSecondFactor, takeRecoveryCode, takeStep } from '../../src/storage/second-factors.ts'
import { createSession, findSession } from '../../src/storage/sessions.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase
let boss: string

beforeAll(async () => {
  database = await createTestDatabase(25)
  const factory = createFactory(database.db)
  await factory.site.insert()
  boss = (await factory.moderator.insert({ username: 'boss', displayName: '主管', role: 'admin' })).id
})

afterAll(() => database.drop())

const byBoss = (moderatorId: string) => ({
  siteId: SITE,
  moderatorId,
  by: { actor: 'moderator', moderatorId: boss } as const,
})

async function insert(): Promise<string> {
  return (await createFactory(database.db).moderator.insert()).id
}

async function open(moderatorId: string): Promise<string> {
  const token = uuidv7()
  await createSession(database.db, { siteId: SITE, moderatorId, token, csrfToken: 'x' })
  return token
}

const eventsAbout = (subjectId: string) =>
  database.db
    .selectFrom('people_event')
    .select(['type', 'actor', 'actor_id', 'detail'])
    .where('subject_id', '=', subjectId)
    .orderBy('occurred_at')
    .orderBy('id')
    .execute()

describe('an account', () => {
  test('that is disabled, given another role or signed out loses its sessions, on record', async () => {
    const { db } = database
    const id = await insert()
    const changes = [
      () => changeRole(db, byBoss(id), 'lead'),
      () => signOutModerator(db, byBoss(id)),
      () => disableModerator(db, byBoss(id)),
    ]
    for (const change of changes) {
      const token = await open(id)
      expect(await change()).toEqual({ outcome: 'changed' })
      expect(await findSession(db, token)).toBeUndefined()
    }
    expect(await enableModerator(db, byBoss(id))).toEqual({ outcome: 'changed' })
    expect(await eventsAbout(id)).toEqual([
      { type: 'role_changed', actor: 'moderator', actor_id: boss, detail: { from: 'moderator', to: 'lead' } },
      { type: 'signed_out', actor: 'moderator', actor_id: boss, detail: {} },
      { type: 'disabled', actor: 'moderator', actor_id: boss, detail: {} },
      { type: 'enabled', actor: 'moderator', actor_id: boss, detail: {} },
    ])
  })

  test('that is so already is left alone, and leaves no record', async () => {
    const { db } = database
    const id = await insert()
    const token = await open(id)
    expect(await changeRole(db, byBoss(id), 'moderator')).toEqual({ outcome: 'unchanged' })
    expect(await enableModerator(db, byBoss(id))).toEqual({ outcome: 'unchanged' })
    expect(await resetSecondFactor(db, byBoss(id))).toEqual({ outcome: 'unchanged' })
    expect(await findSession(db, token)).toBeDefined()
    expect(await eventsAbout(id)).toEqual([])
    expect(await disableModerator(db, byBoss(uuidv7()))).toEqual({ outcome: 'unknown' })
  })

  test('of two admins who shut each other out at once, one stays', async () => {
    const { db } = database
    const factory = createFactory(db)
    await factory.site.insert({ id: 'elsewhere' })
    const admin = async () => (await factory.moderator.insert({ siteId: 'elsewhere', role: 'admin' })).id
    const [one, other] = [await admin(), await admin()]
    const shut = (whom: string, who: string) =>
      disableModerator(db, { siteId: 'elsewhere', moderatorId: whom, by: { actor: 'moderator', moderatorId: who } })
    const outcomes = await Promise.all([shut(one, other), shut(other, one)])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['changed', 'last_admin'])
    const [left] = (await listPeople(db, 'elsewhere')).filter(({ disabledAt }) => disabledAt === null)
    const command = { siteId: 'elsewhere', moderatorId: left!.id, by: { actor: 'command_line' } as const }
    expect(await changeRole(db, command, 'lead')).toEqual({ outcome: 'last_admin' })
  })

  test('is listed with when it was last seen, whatever its sessions do', async () => {
    const { db } = database
    const id = await insert()
    const find = async () => (await listPeople(db, SITE)).find((person) => person.id === id)
    expect((await find())?.lastSeenAt).toBeNull()
    await open(id)
    expect((await find())?.lastSeenAt).toBeInstanceOf(Date)
  })
})

describe('a second factor', () => {
  const account = (moderatorId: string) => ({ siteId: SITE, moderatorId })

  async function confirmed(): Promise<string> {
    const id = await insert()
    await offerSecondFactor(database.db, account(id), Buffer.from('sealed'))
    const confirmation = { ...account(id), step: 100, codeHashes: [Buffer.from('one'), Buffer.from('two')] }
    expect(await database.db.transaction().execute((trx) => confirmSecondFactor(trx, confirmation))).toBe(true)
    return id
  }

  test('is confirmed once, and then not replaced by an offer', async () => {
    const { db } = database
    const id = await confirmed()
    expect(await offerSecondFactor(db, account(id), Buffer.from('another'))).toBe(false)
    const again = { ...account(id), step: 101, codeHashes: [] }
    expect(await db.transaction().execute((trx) => confirmSecondFactor(trx, again))).toBe(false)
    const nothing = { ...account(await insert()), step: 1, codeHashes: [] }
    expect(await db.transaction().execute((trx) => confirmSecondFactor(trx, nothing))).toBe(false)
  })

  test('takes each step once and never an earlier one, however many ask at once', async () => {
    const id = await confirmed()
    expect(await takeStep(database.db, account(id), 100)).toBe(false)
    const racing = await Promise.all(Array.from({ length: 20 }, () => takeStep(database.db, account(id), 101)))
    expect(racing.filter(Boolean)).toHaveLength(1)
    expect(await takeStep(database.db, account(id), 99)).toBe(false)
  })

  test('takes each recovery code once, however many ask at once', async () => {
    const id = await confirmed()
    const take = (code: string) => takeRecoveryCode(database.db, account(id), Buffer.from(code))
    const racing = await Promise.all(Array.from({ length: 20 }, () => take('one')))
    expect(racing.filter(Boolean)).toHaveLength(1)
    expect([await take('three'), await take('two'), await take('two')]).toEqual([false, true, false])
  })

  test('that an admin resets is gone with its codes and sessions', async () => {
    const { db } = database
    const id = await confirmed()
    const token = await open(id)
    expect(await resetSecondFactor(db, byBoss(id))).toEqual({ outcome: 'changed' })
    expect(await findSession(db, token)).toBeUndefined()
    const codes = await db.selectFrom('recovery_code').select('code_hash').where('moderator_id', '=', id).execute()
    expect(codes).toEqual([])
    expect((await eventsAbout(id)).map(({ type }) => type)).toEqual(['second_factor_on', 'second_factor_reset'])
  })
})

describe('an invitation', () => {
  async function invite(): Promise<{ id: string; token: string }> {
    const [id, token] = [uuidv7(), uuidv7()]
    const invitation = { siteId: SITE, id, token, displayName: '陳嵐', role: 'lead', moderatorId: boss } as const
    await database.db.transaction().execute((trx) => createInvitation(trx, invitation))
    return { id, token }
  }

  const accept = (token: string, username = `n-${uuidv7()}`) =>
    acceptInvitation(database.db, { token, moderatorId: uuidv7(), username, displayName: '陳嵐', passwordHash: 'hash' })

  test('is accepted once, by whoever comes first, and its token is nowhere in the table', async () => {
    const { db } = database
    const { id, token } = await invite()
    expect(await findOpenInvitation(db, token)).toMatchObject({ id, role: 'lead', invitedBy: '主管' })
    const outcomes = (await Promise.all(Array.from({ length: 10 }, () => accept(token)))).map((one) => one.outcome)
    expect(outcomes.filter((outcome) => outcome === 'joined')).toHaveLength(1)
    expect(await findOpenInvitation(db, token)).toBeUndefined()
    const row = await db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row.accepted_at).toBeInstanceOf(Date)
    expect(JSON.stringify(row)).not.toContain(token)
    expect((await eventsAbout(row.moderator_id!)).map(({ type }) => type)).toEqual(['joined'])
  })

  test('stays open when the username is taken', async () => {
    const { token } = await invite()
    expect(await accept(token, 'boss')).toEqual({ outcome: 'username_taken' })
    expect((await accept(token)).outcome).toBe('joined')
  })

  test('ends with the right of whoever invited', async () => {
    const { db } = database
    const admin = await createFactory(db).moderator.insert({ role: 'admin' })
    const token = uuidv7()
    const invitation = { siteId: SITE, id: uuidv7(), token, displayName: '共犯', role: 'admin' } as const
    await db.transaction().execute((trx) => createInvitation(trx, { ...invitation, moderatorId: admin.id }))
    await changeRole(db, byBoss(admin.id), 'lead')
    expect(await accept(token)).toEqual({ outcome: 'not_open' })
  })

  test('ends after 72 hours, and when it is taken back', async () => {
    const { db } = database
    const [late, revoked] = [await invite(), await invite()]
    const { expires_at: end } = await db
      .selectFrom('invitation')
      .select('expires_at')
      .where('id', '=', late.id)
      .executeTakeFirstOrThrow()
    expect(Math.round((end.getTime() - Date.now()) / 3600_000)).toBe(72)
    await db.updateTable('invitation').set({ expires_at: new Date() }).where('id', '=', late.id).execute()
    const revoke = (id: string) =>
      db.transaction().execute((trx) => revokeInvitation(trx, { siteId: SITE, id, moderatorId: boss }))
    expect([await revoke(revoked.id), await revoke(revoked.id), await revoke(late.id)]).toEqual([true, false, false])
    for (const { token } of [late, revoked]) expect(await accept(token)).toEqual({ outcome: 'not_open' })
    const open = await listOpenInvitations(db, SITE)
    expect(open.map(({ id }) => id)).not.toContain(late.id)
    expect(open.map(({ id }) => id)).not.toContain(revoked.id)
  })
})

describe('the record of people', () => {
  test('cannot be changed', async () => {
    const { db } = database
    for (const statement of [`update people_event set type = 'x'`, 'delete from people_event', 'truncate people_event'])
      await expect(sql.raw(statement).execute(db)).rejects.toThrow('append-only')
  })

  test('is read in pages, each act once though others happen meanwhile', async () => {
    const { db } = database
    const id = await insert()
    const append = () =>
      appendPeopleEvent(db, { siteId: SITE, type: 'signed_out', by: { actor: 'command_line' }, subjectId: id })
    for (let index = 0; index < 25; index++) await append()
    const seen: string[] = []
    let after: { at: Date; id: string } | undefined
    do {
      const page = await listPeopleEvents(db, SITE, { after, limit: 7 })
      seen.push(...page.map((event) => event.id))
      const last = page.at(-1)
      after = page.length === 7 && last ? { at: last.at, id: last.id } : undefined
      await append()
    } while (after)
    const { count } = await db
      .selectFrom('people_event')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(25)
    expect(seen.length).toBeLessThan(Number(count))
  })
})
