import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { expect, test, vi } from 'vitest'
import { createDatabase } from '../../src/storage/database.ts'
import { findEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts'
import { storeCandidate } from '../../src/storage/models.ts'
import { createFactory } from '../factory.ts'
import { smallModel } from '../small-model.ts'
import { createDataFolder, run, startService, until } from './service.ts'

// Every test starts the whole program, on a machine that may be busy with the other tests.
vi.setConfig({ testTimeout: 120_000 })

const NONE = { accuracy: null, macroF1: null, auc: null, wronglyHeld: null, wronglyBlocked: null, missed: null }

async function storeModels(folder: string): Promise<readonly [string, string]> {
  const db = createDatabase((await findEmbeddedPostgres(folder)) ?? '', 1)
  const store = async (bias: number, day: number) => {
    const { model, file } = smallModel(bias)
    await storeCandidate(db, {
      site_id: 'demo',
      version: model.version,
      file,
      base_version: 'linear-00000000',
      lexicon_version: 'lexicon-1',
      figures: { learnt: 812, leftOut: 9, compared: 203, candidate: { ...NONE, accuracy: 0.9 }, base: NONE },
      trained_at: new Date(Date.UTC(2026, 0, day)),
    })
    return model.version
  }
  const versions = [await store(-3, 1), await store(-4, 2)] as const
  await db.destroy()
  return versions
}

async function tear(folder: string, version: string): Promise<void> {
  const db = createDatabase((await findEmbeddedPostgres(folder)) ?? '', 1)
  await db
    .updateTable('model')
    .set({ file: Buffer.from('torn once and for all') })
    .where('version', '=', version)
    .execute()
  await db.destroy()
}

test('every step of a model is taken from the command line beside the running service', async () => {
  const folder = await createDataFolder()
  await startService({ YUEPING_DATA: folder })
  const ask = (...args: string[]) => run(['model', ...args], { YUEPING_DATA: folder }).ended
  expect(await ask('list')).toEqual({ code: 0, err: '', out: 'In force: the model that is shipped.\n' })
  expect(await ask('rollback')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('nothing to go back to'),
  })

  const [one, two] = await storeModels(folder)
  const line = (version: string, state: string, day: number) =>
    `${version}\t${state}\t2026-01-0${day}T00:00:00.000Z\taccuracy 0.900 (before: -) on 203 decisions\n`
  expect(await ask('list', '--site', 'demo')).toMatchObject({
    code: 0,
    out: `${line(two, 'candidate', 2)}${line(one, 'candidate', 1)}In force: the model that is shipped.\n`,
  })
  for (const [words, said] of [
    [['shadow', two], `demo: ${two} reads new comments without effect\n`],
    [['withdraw', two], `demo: ${two} has left the shadow\n`],
    [['promote', one], `demo: ${one} is in force\n`],
    [['promote', two], `demo: ${two} is in force\n`],
    [['rollback', two], `demo: ${two} is out of force; the one before it is back\n`],
  ] as const) {
    expect(await ask(...words)).toEqual({ code: 0, err: '', out: said })
  }
  expect(await ask('list')).toMatchObject({ out: `${line(two, 'retired', 2)}${line(one, 'active', 1)}` })
  expect(await ask('rollback', two)).toMatchObject({ code: 1, err: expect.stringContaining('not in a state for that') })
  await tear(folder, one)
  expect(await ask('list')).toMatchObject({
    code: 0,
    out: expect.stringContaining('\tcannot be read: it is no model file; another stands in; put one back with'),
  })
  expect(await ask('rollback')).toMatchObject({ code: 0 })
  expect(await ask('list')).toMatchObject({ out: expect.stringContaining('In force: the model that is shipped.') })
})

test('what cannot be done with a model is refused with a sentence, and nothing is changed', async () => {
  const folder = await createDataFolder()
  await startService({ YUEPING_DATA: folder })
  const [one] = await storeModels(folder)
  const ask = (...args: string[]) => run(['model', ...args], { YUEPING_DATA: folder }).ended
  for (const words of [[], ['destroy'], ['promote'], ['shadow'], ['withdraw', one, 'more'], ['list', one]]) {
    expect(await ask(...words)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Write "model list"') })
  }
  for (const [words, said] of [
    [['promote', 'linear-ffffffff'], 'There is no model "linear-ffffffff". "model list" names them.\n'],
    [['withdraw', one], `The model "${one}" is not in a state for that. "model list" tells the states.\n`],
    [['list', '--site', 'elsewhere'], expect.stringContaining('elsewhere')],
    [['list', '--sight', 'demo'], expect.stringContaining('--sight')],
  ] as const) {
    expect(await ask(...words)).toMatchObject({ code: 1, out: '', err: said })
  }
  expect(await ask('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('model list | shadow') })
  expect(await ask('list')).toMatchObject({ code: 0, out: expect.stringContaining(`${one}\tcandidate`) })
})

async function decideMany(folder: string, count: number): Promise<void> {
  const db = createDatabase((await findEmbeddedPostgres(folder)) ?? '', 1)
  const factory = createFactory(db)
  await factory.article.insert()
  const readerId = (await factory.reader.insert()).id
  const { id: moderator_id } = await factory.moderator.insert()
  for (let at = 0; at < count; at += 1) {
    const isBad = at % 2 === 0
    const text = isBad ? `第${at}個咕咚貨` : `第${at}路公交修好了`
    const { id: comment_id } = await factory.comment.insert({ readerId, text })
    const [kind, category] = isBad ? (['reject', 'abuse'] as const) : (['publish', null] as const)
    const decision = { site_id: 'demo', comment_id, id: uuidv7(), kind, category, moderator_id, note: null }
    await db
      .insertInto('decision')
      .values({ ...decision, policy_version: null, decided_at: new Date() })
      .execute()
  }
  await db.destroy()
}

test('a candidate is trained from the command line, and a signal ends that with nothing stored', async () => {
  const folder = await createDataFolder()
  await startService({ YUEPING_DATA: folder })
  const train = () => run(['train', '--from-decisions'], { YUEPING_DATA: folder })
  expect(await train().ended).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('0 decisions on different texts are too few'),
  })
  await decideMany(folder, 200)
  const list = async () => (await run(['model', 'list'], { YUEPING_DATA: folder }).ended).out
  const stopped = train()
  const db = createDatabase((await findEmbeddedPostgres(folder)) ?? '', 1)
  // It has asked for the decisions, and learns.
  await until(async () => {
    const { rows } = await sql`select from pg_stat_activity where query like '%jsonb_build_array(%'
      and pid <> pg_backend_pid() and datname = current_database()`.execute(db)
    return rows.length > 0
  })
  await db.destroy()
  stopped.child.kill('SIGTERM')
  expect(await stopped.ended).toMatchObject({ code: 1, out: 'demo: stopped; nothing was stored\n' })
  expect(await list()).toBe('In force: the model that is shipped.\n')

  const trained = await train().ended
  expect(trained).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^demo: linear-\w+, from 160 decisions/),
  })
  const [version = ''] = /linear-\w+/.exec(trained.out) ?? []
  expect(await list()).toMatch(new RegExp(`^${version}\tcandidate\t`))
  expect(await run(['model', 'promote', version], { YUEPING_DATA: folder }).ended).toMatchObject({ code: 0 })
})
