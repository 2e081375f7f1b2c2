import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ModelsView } from '../../src/http/moderator/model-schemas.ts'
import { createSiteScreeners } from '../../src/http/site-screeners.ts'
import { DETECTORS } from '../../src/screening/detectors/all.ts'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { FIRST_POLICY } from '../../src/screening/policy.ts'
import { createScreener } from '../../src/screening/screen.ts'
import { storeCandidate } from '../../src/storage/models.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { smallModel } from '../small-model.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

const screener = createScreener({
  lexicon: compileLexicon({ entries: [], allowed: [], version: 'lexicon-test' }),
  policy: FIRST_POLICY,
  segment: (text) => Array.from(text),
  detectors: DETECTORS,
})

let database: TestDatabase
let service: Service
let lead: Console
let moderator: Console
let [first, second]: readonly string[] = []

beforeAll(async () => {
  database = await createTestDatabase(20)
  const { db } = database
  await createFactory(db).site.insert({ origins: [ORIGIN] })
  const screeners = createSiteScreeners({ db, screener, log: pino({ level: 'silent' }) })
  service = createService(db, { screener, screeners })
  await addModerator(db, { username: 'lead', displayName: '王組長', role: 'lead' })
  await addModerator(db, { username: 'moderator' })
  lead = new Console(service)
  moderator = new Console(service)
  await lead.enter('lead')
  await moderator.enter('moderator')
  ;[first, second] = [await store(-3), await store(9)]
})
afterAll(() => database.drop())

async function store(bias: number): Promise<string> {
  const { model, file } = smallModel(bias)
  const figures = { accuracy: 0.9, macroF1: 0.8, auc: 0.95, wronglyHeld: 0.02, wronglyBlocked: 0, missed: 0.1 }
  await storeCandidate(database.db, {
    site_id: 'demo',
    version: model.version,
    file,
    base_version: 'linear-00000000',
    lexicon_version: 'lexicon-test',
    figures: { learnt: 300, leftOut: 4, compared: 60, candidate: figures, base: { ...figures, accuracy: null } },
    trained_at: new Date(),
  })
  return model.version
}

const seenBy = async (who: Console) => (await view(await who.send('GET', '/models'))).seen

/** As a page does that was loaded just before. */
const change = async (who: Console, version: string | undefined, name: string, headers = {}) =>
  who.send('POST', `/models/${version}/changes`, { change: name, seen: await seenBy(who) }, headers)

const rollBack = async (who: Console) => who.send('POST', '/models/rollback', { seen: await seenBy(who) })

const view = async (response: Response) => {
  expect(response.status).toBe(200)
  return ModelsView.parse(await response.json())
}

const stateOf = ({ models }: ModelsView, version: string | undefined) =>
  models.find((one) => one.version === version)?.state

test('everyone signed in sees the models, and only leads and admins may change them', async () => {
  const seen = await view(await moderator.send('GET', '/models'))
  expect(seen).toMatchObject({ shipped: null, mayChange: false })
  expect(seen.models).toHaveLength(2)
  expect(seen.models[0]).toMatchObject({ state: 'candidate', figures: { compared: 60, candidate: { accuracy: 0.9 } } })
  await refusal(await change(moderator, first, 'promote'), 403, 'role_forbidden')
  await refusal(await rollBack(moderator), 403, 'role_forbidden')
  expect((await new Console(service).send('GET', '/models')).status).toBe(401)
  for (const [role, mayChange] of [
    ['auditor', false],
    ['admin', true],
  ] as const) {
    await addModerator(database.db, { username: role, role })
    const somebody = new Console(service)
    await somebody.enter(role)
    expect(await view(await somebody.send('GET', '/models'))).toMatchObject({ mayChange, seen: null })
    if (!mayChange) await refusal(await change(somebody, first, 'shadow'), 403, 'role_forbidden')
    else expect((await change(somebody, 'linear-ffffffff', 'shadow')).status).toBe(404)
  }
  expect((await view(await lead.send('GET', '/models'))).mayChange).toBe(true)
})

test('a change needs the CSRF token, a known model and a state that allows it', async () => {
  await refusal(await change(lead, first, 'promote', { 'X-CSRF-Token': 'other' }), 403, 'csrf_invalid')
  await refusal(await change(lead, 'linear-ffffffff', 'promote'), 404, 'model_unknown')
  await refusal(await change(lead, first, 'withdraw'), 409, 'model_conflict')
  await refusal(await change(lead, first, 'destroy'), 400, 'invalid_request')
  await refusal(await rollBack(lead), 409, 'model_conflict')
  await refusal(await lead.send('POST', '/models/rollback'), 415, 'unsupported_media_type')
  await refusal(await lead.send('POST', '/models/rollback', {}), 400, 'invalid_request')
})

describe('a model', () => {
  test('in the shadow is compared with what was done', async () => {
    expect(stateOf(await view(await change(lead, second, 'shadow')), second)).toBe('shadow')
    await post(service, { text: TEXTS.pass })
    await post(service, { text: TEXTS.hold })
    await vi.waitFor(async () => {
      const { models } = await view(await lead.send('GET', '/models'))
      expect(models.find(({ state }) => state === 'shadow')?.shadow).toEqual({
        asked: 2,
        onlyShadowHolds: 1,
        onlyActiveHolds: 0,
        decided: 0,
        shadowRight: 0,
        activeRight: 0,
      })
    })
  })

  test('in the shadow is judged as the comment was: in the mode of its article then, and on its text alone', async () => {
    const mild = await store(-8)
    await view(await change(lead, mild, 'shadow'))
    const article = 'article-of-people'
    await post(service, { article, text: '先發一條讓文章在' })
    const setMode = (mode: 'pre' | 'human') =>
      database.db.updateTable('article').set({ mode }).where('id', '=', article).execute()
    await setMode('human')
    const waits = await (await post(service, { article, text: '渡口的石階修好了' })).json()
    expect(waits).toMatchObject({ status: 'held' })
    await setMode('pre')
    const token = await signToken(service.clock, { sub: 'named', name: '微信13812345678' })
    const named = await (await post(service, { article, token, text: '城牆下的槐樹開花了' })).json()
    expect(named).toMatchObject({ status: 'held' })
    await vi.waitFor(async () => {
      const { models } = await view(await lead.send('GET', '/models'))
      expect(models.find(({ version }) => version === mild)?.shadow).toMatchObject({
        asked: 3,
        onlyShadowHolds: 0,
        onlyActiveHolds: 0,
      })
    })
    const modes = await database.db
      .selectFrom('shadow_opinion')
      .select('mode')
      .where('model_version', '=', mild)
      .orderBy('mode')
      .execute()
    expect(modes.map(({ mode }) => mode)).toEqual(['human', 'pre', 'pre'])
    await view(await change(lead, second, 'shadow'))
  })

  test('is in force the moment that it is promoted, and out of it the moment that it is rolled back', async () => {
    const promoted = await view(await change(lead, second, 'promote'))
    expect(stateOf(promoted, second)).toBe('active')
    expect(promoted.events[0]).toMatchObject({ version: second, type: 'promoted', moderator: '王組長' })
    const held = await (await post(service, { text: '運河兩岸的柳樹都綠了' })).json()
    expect(held).toMatchObject({ status: 'held' })
    expect(stateOf(await view(await rollBack(lead)), second)).toBe('retired')
    const passed = await (await post(service, { text: '橋頭的燈也亮了' })).json()
    expect(passed).toMatchObject({ status: 'published' })
  })

  test('that two leads promote at once is promoted by one of them, and the other is told by whom', async () => {
    await addModerator(database.db, { username: 'other-lead', displayName: '周組長', role: 'lead' })
    const other = new Console(service)
    await other.enter('other-lead')
    const seen = await seenBy(lead)
    const send = (who: Console, version: string | undefined) =>
      who.send('POST', `/models/${version}/changes`, { change: 'promote', seen })
    const [one, two] = await Promise.all([send(lead, first), send(other, second)])
    const [won, lost] = one.status === 200 ? [one, two] : [two, one]
    const [winner, version] = one.status === 200 ? ['王組長', first] : ['周組長', second]
    expect(stateOf(await view(won), version)).toBe('active')
    const { message } = await refusal(lost, 409, 'model_conflict')
    expect(message).toBe(`你看過之後，${winner}已把 ${version} 啟用。這一步沒有做，請看過現在的狀態再決定。`)
  })

  test('is not rolled back twice by two who roll back at once, nor by an old page', async () => {
    for (const bias of [-6, -7]) await view(await change(lead, await store(bias), 'promote'))
    const seen = await seenBy(lead)
    const rolledBack = () =>
      database.db.selectFrom('model_event').select('id').where('type', '=', 'rolled_back').execute()
    const count = (await rolledBack()).length
    const answers = await Promise.all(Array.from({ length: 8 }, () => lead.send('POST', '/models/rollback', { seen })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...new Array<number>(7).fill(409)])
    expect(await rolledBack()).toHaveLength(count + 1)
    await refusal(await lead.send('POST', '/models/rollback', { seen: null }), 409, 'model_conflict')
    expect(await rolledBack()).toHaveLength(count + 1)
  })

  test('that cannot be read is told, another reads in its place, and a rollback passes over it', async () => {
    const lines: { level: number; version?: string }[] = []
    const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(JSON.parse(line)) })
    const { db } = database
    const good = await store(-2)
    const torn = await store(8)
    const last = await store(-5)
    for (const version of [good, torn, last]) await view(await change(lead, version, 'promote'))
    const tear = (version: string) =>
      db
        .updateTable('model')
        .set({ file: Buffer.from('torn') })
        .where('version', '=', version)
        .execute()
    await tear(torn)
    await tear(last)
    const screeners = createSiteScreeners({ db, screener, log })
    for (let round = 0; round < 3; round += 1) await screeners.refresh()
    expect(lines).toMatchObject([{ level: 50, version: last, siteId: 'demo', state: 'active' }])
    const fresh = createService(db, { screener, screeners })
    const somebody = new Console(fresh)
    await somebody.enter('lead')
    const seen = await view(await somebody.send('GET', '/models'))
    expect(seen).toMatchObject({ reading: null, shipped: null })
    expect(seen.models.filter(({ isUnreadable }) => isUnreadable).map(({ version }) => version)).toEqual([last])
    expect(await (await fresh.request('/readyz')).json()).toMatchObject({ status: 'ok', unreadableModels: 1 })
    expect(await (await post(fresh, { text: TEXTS.hold })).json()).toMatchObject({ status: 'held' })
    const back = await view(await rollBack(somebody))
    expect([stateOf(back, good), stateOf(back, torn), stateOf(back, last)]).toEqual(['active', 'retired', 'retired'])
    expect(back).toMatchObject({ reading: good })
    expect(back.models.some(({ isUnreadable }) => isUnreadable)).toBe(false)
    expect(await (await fresh.request('/readyz')).json()).toMatchObject({ unreadableModels: 0 })
    expect(lines).toHaveLength(2)
  })
})
