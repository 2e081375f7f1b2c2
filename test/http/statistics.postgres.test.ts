import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EntryPrecisions, StatisticsView } from '../../src/http/moderator/statistics/statistics-schemas.ts'
import { siteDay } from '../../src/moderation/time-zone.ts'
import { decide } from '../../src/review/decide.ts'
import { countStatistics } from '../../src/storage/statistics/count-statistics.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { emptyQueue, insertHeld, insertModerators, lease, publish, reject } from '../review/queue.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN } from './service.ts'

let database: TestDatabase
let auditor: Console

beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert({ origins: [ORIGIN] })
  await factory.article.insert()
  await addModerator(database.db, { username: 'auditor', role: 'auditor' })
  auditor = new Console(createService(database.db))
  await auditor.enter('auditor')
})

afterAll(() => database.drop())

async function ask(query = ''): Promise<StatisticsView> {
  const response = await auditor.send('GET', `/statistics${query}`)
  expect(response.status).toBe(200)
  return StatisticsView.parse(await response.json())
}

describe('the numbers', () => {
  test('of a site where nothing happened are none, of fourteen days', async () => {
    const numbers = await ask()
    expect(numbers).toMatchObject({
      timeZone: 'Asia/Shanghai',
      unit: 'day',
      countedUntil: null,
      inflow: [],
      entries: [],
    })
    expect(numbers).toMatchObject({ to: siteDay(new Date()), verdicts: { pass: null }, decisions: { total: 0 } })
    expect(Date.parse(numbers.to) - Date.parse(numbers.from)).toBe(13 * 24 * 3_600_000)
    expect(numbers.ages.map(({ queue, count }) => [queue, count])).toContainEqual(['held', 0])
  })

  test('tell shares with their denominators, for an auditor too', async () => {
    const yesterday = new Date(Date.now() - 24 * 3_600_000)
    for (const verdict of ['pass', 'pass', 'hold', 'block'] as const)
      await createFactory(database.db).comment.insert({ at: yesterday, screening: screened(verdict) })
    await countStatistics(database.db, SITE)
    const numbers = await ask()
    expect(numbers.inflow).toEqual([{ at: siteDay(yesterday), pass: 2, hold: 1, block: 1 }])
    expect(numbers.verdicts.pass).toMatchObject({ count: 2, of: 4, share: 0.5 })
    expect(numbers.categories).toEqual([{ category: 'ad_spam', refused: 0, blocked: 1 }])
    expect(numbers.countedUntil).toMatch(/:00:00\.000Z$/)
    const hours = await ask(`?from=${siteDay(yesterday)}&to=${siteDay(yesterday)}`)
    expect(hours).toMatchObject({ unit: 'hour', verdicts: { hold: { count: 1, of: 4 } } })
    expect(hours.inflow).toHaveLength(1)
  })

  test.each([
    ['?from=yesterday', 'from'],
    ['?from=2026-11-28&to=2026-11-27', 'to'],
    ['?from=2020-01-01&to=2026-11-27', 'from'],
    ['?days=3', 'query'],
  ])('of %s are refused', async (query, path) => {
    const body = await refusal(await auditor.send('GET', `/statistics${query}`), 400, 'invalid_request')
    expect(body.issues?.[0]?.path).toBe(path)
  })
})

describe('how often an entry or a rule was right', () => {
  const entries = async () =>
    EntryPrecisions.parse(await (await auditor.send('GET', '/statistics/entries')).json()).entries

  test('is told from the twentieth decision on, counted by the job or not yet', async () => {
    const { db } = database
    const [moderator] = (await insertModerators(db, 1)) as [string]
    const decideHeld = async (count: number, ruling: typeof publish | typeof reject) => {
      await insertHeld(db, count)
      for (let made = 0; made < count; made += 1) await decide(db, ruling(await lease(db, moderator)))
    }
    await emptyQueue(db)
    await decideHeld(4, publish)
    await decideHeld(15, reject)
    expect(await entries()).toEqual([])
    await decideHeld(1, reject)
    expect(await entries()).toMatchObject([
      { rule: 'detector:contact', entry: null, category: 'ad_spam', decided: 20, precision: { share: 0.8, of: 20 } },
    ])
    await refusal(await new Console(createService(db)).send('GET', '/statistics/entries'), 401, 'session_required')
  })
})
