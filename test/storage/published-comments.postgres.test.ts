import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cursor, countPublished, listPublished } from '../../src/storage/published-comments.ts'
import { withdrawComment } from '../../src/storage/withdraw-comment.ts'
import { ARTICLE, createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'

let database: TestDatabase
let published: readonly string[]

const page = { siteId: SITE, articleId: ARTICLE, sort: 'newest', cursor: null, limit: 50 } as const

/** Nine published in groups of three at one and the same millisecond, and one of each other status. */
beforeAll(async () => {
  database = await createTestDatabase()
  const factory = createFactory(database.db)
  await factory.site.insert()
  await factory.article.insert()
  await factory.article.insert({ id: 'another' })
  const readerId = (await factory.reader.insert()).id
  const inserted: string[] = []
  for (let index = 0; index < 9; index++) {
    const at = new Date(Date.UTC(2023, 7, 23, 8, 0, 0, Math.floor(index / 3)))
    inserted.push((await factory.comment.insert({ readerId, at, screening: screened('pass') })).id)
  }
  published = inserted
  await factory.comment.insert({ readerId, screening: screened('hold') })
  await factory.comment.insert({ readerId, screening: screened('block') })
  const withdrawn = await factory.comment.insert({ readerId, screening: screened('pass') })
  const withdrawal = { siteId: SITE, commentId: withdrawn.id, readerId, at: new Date() }
  await database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
  await factory.comment.insert({ readerId, articleId: 'another', screening: screened('pass') })
})

afterAll(() => database.drop())

describe('listPublished', () => {
  test('shows what was published under the article and nothing else, newest first', async () => {
    const { comments, next } = await listPublished(database.db, page)
    expect(comments.map(({ id }) => id)).toEqual([...published].reverse())
    expect(next).toBeNull()
    expect(Object.keys(comments[0]!).sort()).toEqual([
      'articleId',
      'badge',
      'createdAt',
      'displayName',
      'editedAt',
      'gone',
      'id',
      'ipRegion',
      'likes',
      'publishedAt',
      'readerId',
      'replies',
      'replyTo',
      'text',
      'threadId',
    ])
  })

  test('shows the oldest first when asked', async () => {
    const { comments } = await listPublished(database.db, { ...page, sort: 'oldest' })
    expect(comments.map(({ id }) => id)).toEqual(published)
  })

  test.each(['newest', 'oldest'] as const)(
    'walks through every comment once, %s first, whatever the limit',
    async (sort) => {
      const expected = sort === 'newest' ? [...published].reverse() : published
      for (const limit of [1, 2, 4, 9]) expect(await walk(sort, limit)).toEqual(expected)
    },
  )

  test('a comment published meanwhile moves nothing on later pages', async () => {
    const first = await listPublished(database.db, { ...page, articleId: 'another', limit: 1 })
    expect(first.next).toBeNull()
    const before = await listPublished(database.db, { ...page, limit: 3 })
    const later = await createFactory(database.db).comment.insert({ screening: screened('pass') })
    const after = await listPublished(database.db, { ...page, cursor: before.next, limit: 3 })
    expect(after.comments.map(({ id }) => id)).toEqual([...published].reverse().slice(3, 6))
    const withdrawal = { siteId: SITE, commentId: later.id, readerId: later.reader_id, at: new Date() }
    await database.db.transaction().execute((trx) => withdrawComment(trx, withdrawal))
  })

  test('of an unknown article or site is empty', async () => {
    const empty = { comments: [], next: null }
    expect(await listPublished(database.db, { ...page, articleId: 'unknown' })).toEqual(empty)
    expect(await listPublished(database.db, { ...page, siteId: 'unknown' })).toEqual(empty)
  })
})

test('countPublished counts each article it was asked for, the unknown as 0', async () => {
  const counts = await countPublished(database.db, SITE, [ARTICLE, 'another', 'unknown'])
  expect([...counts]).toEqual([
    [ARTICLE, 9],
    ['another', 1],
    ['unknown', 0],
  ])
  expect(await countPublished(database.db, SITE, [])).toEqual(new Map())
  expect(await countPublished(database.db, 'elsewhere', [ARTICLE])).toEqual(new Map([[ARTICLE, 0]]))
})

async function walk(sort: 'newest' | 'oldest', limit: number): Promise<string[]> {
  const seen: string[] = []
  let cursor: Cursor | null = null
  do {
    const { comments, next } = await listPublished(database.db, { ...page, sort, limit, cursor })
    seen.push(...comments.map(({ id }) => id))
    cursor = next
  } while (cursor !== null)
  return seen
}
