import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rescan } from '../../src/review/rescan.ts'
import { DETECTORS } from '../../src/screening/detectors/all.ts'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { FIRST_POLICY } from '../../src/screening/policy.ts'
import { createScreener, type Screener } from '../../src/screening/screen.ts'
import type { CategoryCode } from '../../src/screening/taxonomy.ts'
import { parseWordlist } from '../../src/screening/wordlist.ts'
import { verifyChain } from '../../src/storage/events.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { queuesOf, remove, settle } from './complaints.ts'
import { commentRow, emptyQueue, insertModerators, insertQueue, lease, publish } from './queue.ts'

let database: TestDatabase

const HOUR = 3_600_000

beforeAll(async () => {
  database = await createTestDatabase(10)
  await insertQueue(database.db)
})

beforeEach(async () => {
  await emptyQueue(database.db)
  await database.db.deleteFrom('rescan').execute()
})

afterAll(() => database.drop())

/** A screener whose lists hold these words. */
function screenerOf(version: string, words: readonly string[] = [], category: CategoryCode = 'fraud'): Screener {
  const lines = words.map((word) => `${word} | 0.95 | substring | hit: ${word} | miss: 無`)
  const { entries } = parseWordlist(lines.join('\n'), category)
  return createScreener({
    lexicon: compileLexicon({ entries, allowed: [], version }),
    policy: FIRST_POLICY,
    segment: (text) => Array.from(text),
    detectors: DETECTORS,
  })
}

const BEFORE = screenerOf('before')
const AFTER = screenerOf('after', ['殺豬盤'])

async function insert(text: string, at = new Date(Date.now() - HOUR)): Promise<string> {
  return (await createFactory(database.db).comment.insert({ text, at, screening: BEFORE.screen(text) })).id
}

const run = (changes: { screener?: Screener; since?: Date; stop?: AbortSignal } = {}) =>
  rescan(database.db, {
    siteId: SITE,
    screener: AFTER,
    since: new Date(Date.now() - 24 * HOUR),
    stop: new AbortController().signal,
    ...changes,
  })

const screeningsOf = (id: string) =>
  database.db
    .selectFrom('screening')
    .select(['verdict', 'evidence'])
    .where('comment_id', '=', id)
    .orderBy('id')
    .execute()

describe('after the lists have changed', () => {
  test('what has become graver is asked of moderators, and nothing else follows', async () => {
    const { db } = database
    const [graver, same] = [await insert('這是殺豬盤，快來加入'), await insert('公交開到家門口，真好')]
    const before = await commentRow(db, graver)
    expect(await run()).toEqual({ isFinished: true, screened: 2, graver: 1, asked: 1 })
    const { event_count, ...after } = await commentRow(db, graver)
    expect({ ...after, event_count: event_count - 1 }).toEqual(before)
    expect(await queuesOf(db, graver)).toEqual(['rescan'])
    expect(await queuesOf(db, same)).toEqual([])
    expect(await screeningsOf(graver)).toMatchObject([
      { verdict: 'pass', evidence: { lexiconVersion: 'before' } },
      { verdict: 'hold', evidence: { lexiconVersion: 'after', hits: [{ entry: '殺豬盤' }] } },
    ])
    expect(await screeningsOf(same)).toHaveLength(1)
    expect(await verifyChain(db, SITE, graver)).toMatchObject({ outcome: 'intact' })
    const [moderatorId] = await insertModerators(db, 1)
    await settle(db, remove(await lease(db, moderatorId!, 'rescan'), 'fraud'))
    expect(await commentRow(db, graver)).toMatchObject({ status: 'removed' })
  })

  test('a second run does nothing, also where a moderator has kept the comment meanwhile', async () => {
    const { db } = database
    const graver = await insert('這是殺豬盤，快來加入')
    await run()
    const [moderatorId] = await insertModerators(db, 1)
    await settle(db, publish(await lease(db, moderatorId!, 'rescan')))
    expect(await run()).toEqual({ isFinished: true, screened: 1, graver: 1, asked: 1 })
    expect(await run({ since: new Date(Date.now() - 48 * HOUR) })).toMatchObject({ asked: 1 })
    expect(await queuesOf(db, graver)).toEqual([])
    expect(await screeningsOf(graver)).toHaveLength(2)
  })

  test('an earlier date goes on from where it stopped, and takes only what is older', async () => {
    const { db } = database
    const old = await insert('這是殺豬盤，昨天的', new Date(Date.now() - 30 * HOUR))
    await insert('這是殺豬盤，今天的')
    expect(await run()).toMatchObject({ screened: 1, asked: 1 })
    expect(await queuesOf(db, old)).toEqual([])
    expect(await run({ since: new Date(Date.now() - 48 * HOUR) })).toMatchObject({ screened: 2, asked: 2 })
    expect(await queuesOf(db, old)).toEqual(['rescan'])
  })

  test('lists that are milder, or the same, ask nothing', async () => {
    const { db } = database
    const text = '這是殺豬盤，快來加入'
    const held = (await createFactory(db).comment.insert({ text, screening: AFTER.screen(text) })).id
    expect(await run()).toMatchObject({ screened: 0, graver: 0 })
    expect(await run({ screener: screenerOf('milder') })).toMatchObject({ screened: 1, graver: 0 })
    expect(await screeningsOf(held)).toHaveLength(1)
  })

  test('a held comment keeps the graver screening for whoever reviews it, and is asked nowhere else', async () => {
    const { db } = database
    const text = '有事打我電話 13812345678，限時片單在手'
    const blocking = screenerOf('blocking', ['限時片單'], 'porn')
    const held = (await createFactory(db).comment.insert({ text, screening: BEFORE.screen(text) })).id
    expect(await run({ screener: blocking })).toMatchObject({ screened: 1, graver: 1, asked: 0 })
    expect(await queuesOf(db, held)).toEqual(['held'])
    expect(await commentRow(db, held)).toMatchObject({ status: 'held' })
    expect((await screeningsOf(held)).map(({ verdict }) => verdict)).toEqual(['hold', 'block'])
  })
})

test('two rescans at once ask once, and one that is stopped goes on later', async () => {
  const { db } = database
  const ids: string[] = []
  for (let count = 0; count < 120; count += 1) {
    ids.push(await insert(`第 ${count} 條說的是殺豬盤`, new Date(Date.now() - HOUR - count * 1000)))
  }
  const stopped = new AbortController()
  stopped.abort()
  expect(await run({ stop: stopped.signal })).toEqual({ isFinished: false, screened: 0, graver: 0, asked: 0 })
  await Promise.all([run(), run()])
  const { asked, isFinished } = await run()
  expect({ asked, isFinished }).toEqual({ asked: 120, isFinished: true })
  for (const id of ids.slice(0, 5)) {
    expect(await screeningsOf(id)).toHaveLength(2)
    expect(await queuesOf(db, id)).toEqual(['rescan'])
  }
})
