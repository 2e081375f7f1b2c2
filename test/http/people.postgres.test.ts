import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AuditPage, PeopleView } from '../../src/http/moderator/people/schemas.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { enrol } from './authenticator.ts'
import { addModerator, Console, PASSWORD } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, type Service } from './service.ts'

let database: TestDatabase
let service: Service
let admin: Console

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'boss', displayName: '主管', role: 'admin' })
})
beforeEach(async () => {
  service = createService(database.db)
  admin = new Console(service)
  await admin.enter('boss')
})
afterAll(() => database.drop())

const people = async () => PeopleView.parse(await (await admin.send('GET', '/people')).json())

const change = (id: string, body: object) => admin.send('POST', `/people/${id}/changes`, body)

const invite = async (displayName = '陳嵐', role = 'moderator') => {
  const response = await admin.send('POST', '/invitations', { displayName, role })
  const { link } = await response.json()
  return { response, link, token: /#join=(.*)$/.exec(link)?.[1] ?? '' }
}

const audit = async (query = '') => AuditPage.parse(await (await admin.send('GET', `/audit${query}`)).json())

describe('an invitation', () => {
  test('is shown, accepted with a password of one’s own, and signs in', async () => {
    const { response, link, token } = await invite('陳嵐', 'lead')
    expect(response.status).toBe(201)
    expect(link).toMatch(/^http:\/\/comments\.example\/console\/\?site=demo#join=[\w-]{43}$/)
    const newcomer = new Console(service)
    const shown = await (await newcomer.send('POST', '/joinings/invitation', { token })).json()
    expect(shown).toMatchObject({ site: { id: 'demo', name: '冠縣新聞' }, displayName: '陳嵐', role: 'lead' })
    const chosen = { token, username: 'chenlan', displayName: '陳嵐', password: PASSWORD }
    const joined = await newcomer.send('POST', '/joinings', chosen)
    expect(joined.status).toBe(201)
    expect(await newcomer.keep(joined)).toMatchObject({ moderator: { username: 'chenlan', role: 'lead' } })
    expect((await newcomer.send('GET', '/queue')).status).toBe(200)
    await refusal(await newcomer.send('POST', '/joinings', chosen), 404, 'invitation_unknown')
    expect((await people()).people.map(({ username }) => username)).toContain('chenlan')
    const { events } = await audit('?limit=3')
    expect(events.map(({ type, actorName }) => [type, actorName])).toEqual([
      ['joined', '陳嵐'],
      ['invited', '主管'],
      ['sign_in_succeeded', '主管'],
    ])
  })

  test.each([
    [{ password: '太短' }, 422, 'password_weak'],
    [{ username: 'boss' }, 409, 'username_taken'],
    [{ username: 'a b' }, 400, 'invalid_request'],
    [{ displayName: ' ' }, 400, 'invalid_request'],
    [{ token: 'x'.repeat(43) }, 404, 'invitation_unknown'],
  ] as const)('with %j is refused and stays open', async (changes, status, code) => {
    const { token } = await invite()
    const chosen = { token, username: 'another', displayName: '另一位', password: PASSWORD, ...changes }
    await refusal(await new Console(service).send('POST', '/joinings', chosen), status, code)
    expect((await new Console(service).send('POST', '/joinings/invitation', { token })).status).toBe(200)
  })

  test('that is taken back opens nothing', async () => {
    const { token } = await invite('撤回的')
    const [one] = (await people()).invitations.filter(({ displayName }) => displayName === '撤回的')
    expect((await admin.send('DELETE', `/invitations/${one!.id}`)).status).toBe(200)
    await refusal(await admin.send('DELETE', `/invitations/${one!.id}`), 404, 'invitation_unknown')
    await refusal(await new Console(service).send('POST', '/joinings/invitation', { token }), 404, 'invitation_unknown')
  })
})

describe('an admin', () => {
  test('changes a role, which ends the sessions of its bearer', async () => {
    const id = await addModerator(database.db, { username: 'rising' })
    const rising = new Console(service)
    await rising.enter('rising')
    expect((await change(id, { change: 'role', role: 'auditor' })).status).toBe(200)
    await refusal(await rising.send('GET', '/session'), 401, 'session_required')
    expect(await rising.enter('rising')).toMatchObject({
      moderator: { role: 'auditor', rights: ['read', 'see_decisions', 'see_people'] },
    })
  })

  test('shuts out, lets in and signs out', async () => {
    const id = await addModerator(database.db, { username: 'shut-out' })
    const console = new Console(service)
    await console.enter('shut-out')
    await change(id, { change: 'sign_out' })
    await refusal(await console.send('GET', '/session'), 401, 'session_required')
    await change(id, { change: 'disable' })
    await refusal(await console.signIn('shut-out'), 401, 'credentials_invalid')
    await change(id, { change: 'enable' })
    expect((await console.signIn('shut-out')).status).toBe(200)
  })

  test('gives a one-time password and takes a lost second factor away', async () => {
    const id = await addModerator(database.db, { username: 'helpless' })
    const console = new Console(service)
    await console.enter('helpless')
    await enrol(console, service.clock)
    expect((await people()).people.find((one) => one.id === id)).toMatchObject({ hasSecondFactor: true })
    expect((await change(id, { change: 'reset_second_factor' })).status).toBe(200)
    const { oneTimePassword } = await (await admin.send('POST', `/people/${id}/one-time-password`)).json()
    await refusal(await console.send('GET', '/session'), 401, 'session_required')
    expect(await console.enter('helpless', oneTimePassword)).toMatchObject({ passwordChangeRequired: true })
  })

  test('cannot shut out the last of them', async () => {
    const me = (await people()).people.find(({ isYou }) => isYou)!
    for (const body of [{ change: 'disable' }, { change: 'role', role: 'lead' }])
      await refusal(await change(me.id, body), 409, 'last_admin')
    expect((await admin.send('GET', '/people')).status).toBe(200)
  })

  test.each([{}, { change: 'role' }, { change: 'role', role: 'king' }, { change: 'disable', role: 'lead' }])(
    'is told that %j is no change',
    async (body) => {
      const id = await addModerator(database.db, { username: `n-${JSON.stringify(body).length}` })
      await refusal(await change(id, body), 400, 'invalid_request')
    },
  )

  test('requires a second factor of a role, whose bearers may do nothing before they have one', async () => {
    await addModerator(database.db, { username: 'bound', role: 'lead' })
    const lead = new Console(service)
    await lead.enter('bound')
    expect((await lead.send('GET', '/queue')).status).toBe(200)
    const path = '/people/second-factor-policy'
    expect(await (await admin.send('PUT', path, { roles: ['lead'] })).json()).toMatchObject({
      secondFactorRoles: ['lead'],
    })
    for (const [method, at] of [
      ['GET', '/queue'],
      ['GET', '/models'],
      ['POST', '/claims'],
    ] as const)
      await refusal(await lead.send(method, at), 403, 'second_factor_required')
    expect(await (await lead.send('GET', '/session')).json()).toMatchObject({ secondFactorRequired: true })
    await enrol(lead, service.clock)
    expect((await lead.send('GET', '/queue')).status).toBe(200)
    await admin.send('PUT', path, { roles: [] })
  })
})

describe('the record', () => {
  test('holds failures and waiting of an account, and nothing of a name that nobody has', async () => {
    await addModerator(database.db, { username: 'watched', displayName: '被試的人' })
    const thief = new Console(service)
    for (let guess = 0; guess < 5; guess += 1) await thief.signIn('watched', 'x')
    await thief.signIn('not-anybody', 'x')
    const { events } = await audit('?limit=6')
    expect(events.map(({ type, actor, subjectName }) => [type, actor, subjectName])).toEqual([
      ['sign_in_locked', 'stranger', '被試的人'],
      ...Array.from({ length: 4 }, () => ['sign_in_failed', 'stranger', '被試的人']),
      ['sign_in_succeeded', 'moderator', '主管'],
    ])
  })

  test('comes in pages that lead to the first act', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await audit(`?limit=3${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.events.map(({ id }) => id))
      cursor = page.nextCursor
    }
    const rows = await database.db
      .selectFrom('people_event')
      .select('id')
      .where('site_id', '=', 'demo')
      .orderBy('occurred_at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    expect(seen).toEqual(rows.map(({ id }) => id))
    await refusal(await admin.send('GET', '/audit?cursor=x'), 400, 'invalid_request')
  })

  test('and the list are read by auditors too, and by nobody else', async () => {
    await addModerator(database.db, { username: 'eyes', role: 'auditor' })
    await addModerator(database.db, { username: 'hands', role: 'lead' })
    const [auditor, lead] = [new Console(service), new Console(service)]
    await auditor.enter('eyes')
    await lead.enter('hands')
    for (const path of ['/people', '/audit']) {
      expect((await auditor.send('GET', path)).status).toBe(200)
      await refusal(await lead.send('GET', path), 403, 'role_forbidden')
    }
    expect(await (await auditor.send('GET', '/people')).json()).toMatchObject({ mayChange: false })
  })
})
