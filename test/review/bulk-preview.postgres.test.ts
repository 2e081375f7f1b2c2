import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BulkWish, previewBulk } from '../../src/review/bulk/preview.ts'
import { LEASE_SECONDS } from '../../src/review/lease.ts'
import { open } from '../../src/review/open.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { rejection, seen, start } from './bulk.ts'
import { emptyQueue, insertModerators, insertQueue } from './queue.ts'

let database: TestDatabase
let moderatorId: string
let other: string

beforeAll(async () => {
  database = await createTestDatabase()
  await insertQueue(database.db)
  ;[moderatorId, other] = (await insertModerators(database.db, 2)) as [string, string]
})

beforeEach(() => emptyQueue(database.db))

afterAll(() => database.drop())

const write = (text: string, wanted: object = {}) => createFactory(database.db).comment.insert({ text, ...wanted })

async function preview(wish: BulkWish, kind: 'reject' | 'publish' = 'reject') {
  const found = await previewBulk(database.db, { siteId: SITE, kind, deciders: [moderatorId], isLead: false }, wish)
  if (!found) throw new Error('nothing to preview')
  return found.comments
}

/** An account that texts name, as the detectors hit it. */
function naming(account: string) {
  const { evidence } = screened('hold')
  const hit = { ...evidence.hits[0]!, rule: 'detector:wechat', text: account }
  return { screening: screened('hold', { evidence: { ...evidence, hits: [hit] } }) }
}

describe('near-duplicates', () => {
  test('are ticked when they are copies, and only listed when they speak against it', async () => {
    const at = (minute: number) => ({ at: new Date(Date.UTC(2026, 10, 28, 14, minute)) })
    const first = await write(
      '老闆辛苦！物流公司缺票的找我，代開發票，正規可查驗，八折起。加薇信：kp8866cz，長期有效',
      at(2),
    )
    const copy = await write(
      '各位老板，物流公司缺票的找我，代开发票，正规可查验，七折起。加微信：kp8866dz，长期有效',
      at(9),
    )
    const lastWeek = await write(
      '跑運輸的朋友，物流公司缺票的找我，代開發票，正規可查驗，量大從優。加薇信：kp8866cz，長期有效',
      { at: new Date(Date.UTC(2026, 10, 22)) },
    )
    const against = await write('大家別信樓上「物流公司缺票的找我，代開發票，正規可查驗，八折起」，都是騙人的', at(12))
    await write('冠縣的項目如峰聚，公交也該通到開發區', at(13))
    const comments = await preview({ type: 'near_duplicates', commentId: first.id })
    expect(new Map(comments.map(({ id, isTicked }) => [id, isTicked]))).toEqual(
      new Map([
        [first.id, true],
        [copy.id, true],
        [lastWeek.id, true],
        [against.id, false],
      ]),
    )
    const rated = new Map(comments.map(({ id, likeness }) => [id, likeness]))
    expect(rated.get(first.id)).toBe(1)
    expect(rated.get(against.id)).toBeLessThan(0.75)
  })

  test('name the same contact: they are listed, and ticked when they are copies', async () => {
    const first = await write('要的找我 kp8866cz 長期有效啊各位', naming('kp8866cz'))
    const same = await write('今天天氣真好，加 kp8866cz 聊聊人生吧朋友們', naming('KP-8866cz'))
    await write('今天天氣真好，加 xx9911 聊聊人生吧朋友們', naming('xx9911'))
    const comments = await preview({ type: 'near_duplicates', commentId: first.id })
    expect(comments.map(({ id, isTicked }) => [id, isTicked])).toEqual([
      [first.id, true],
      [same.id, false],
    ])
  })

  test('of an unknown comment are none', async () => {
    const deciding = { siteId: SITE, kind: 'reject', deciders: [moderatorId], isLead: false } as const
    expect(await previewBulk(database.db, deciding, { type: 'near_duplicates', commentId: uuidv7() })).toBeUndefined()
  })
})

describe('a preview', () => {
  test('shows one author’s last, with what stands against each, and changes nothing', async () => {
    const reader = await createFactory(database.db).reader.insert()
    const at = (minute: number) => ({ readerId: reader.id, at: new Date(Date.UTC(2026, 10, 28, 15, minute)) })
    await write('第一', at(1))
    const published = await write('第二', { ...at(2), screening: screened('pass') })
    const leased = await write('第三', at(3))
    const free = await write('第四', at(4))
    await open(database.db, {
      siteId: SITE,
      commentId: leased.id,
      moderatorId: other,
      seconds: LEASE_SECONDS,
      isLead: false,
    })
    const comments = await preview({ type: 'author', readerId: reader.id, last: 3 })
    expect(comments.map(({ id, outcome, isTicked, holder }) => ({ id, outcome, isTicked, holder }))).toEqual([
      { id: free.id, outcome: 'decided', isTicked: true, holder: null },
      { id: leased.id, outcome: 'leased', isTicked: false, holder: '王編輯' },
      { id: published.id, outcome: 'not_decidable', isTicked: false, holder: null },
    ])
    expect(await database.db.selectFrom('bulk_act').selectAll().execute()).toEqual([])
  })

  test('shows a selection in its order, and leaves out what is not there', async () => {
    const [one, two] = [await write('甲'), await write('乙')]
    const comments = await preview({ type: 'selection', commentIds: [two.id, uuidv7(), one.id] }, 'publish')
    expect(comments.map(({ text }) => text)).toEqual(['乙', '甲'])
  })

  test('is what is acted upon: who came later is not touched', async () => {
    const reader = await createFactory(database.db).reader.insert()
    await write('甲', { readerId: reader.id })
    const shown = await preview({ type: 'author', readerId: reader.id, last: 10 })
    const later = await write('乙', { readerId: reader.id })
    await start(database.db, rejection(moderatorId, seen(shown)))
    const row = await database.db.selectFrom('comment').select('status').where('id', '=', later.id).executeTakeFirst()
    expect(row?.status).toBe('held')
  })
})
