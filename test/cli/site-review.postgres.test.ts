import { expect, test } from 'vitest'
import { parseReview, setReview } from '../../src/cli/site-review.ts'
import { createFactory, SITE } from '../factory.ts'
import { createTestDatabase } from '../postgres/test-database.ts'

test('how a site reviews is set one by one, told and taken back, and what is out of bounds is refused', async () => {
  const { db, drop } = await createTestDatabase()
  await createFactory(db).site.insert()
  const set = (...args: readonly string[]) => setReview(db, parseReview(['review', ...args]))
  const stored = () => db.selectFrom('site').select(['second_share', 'bulk_alone']).executeTakeFirstOrThrow()

  expect(await set(SITE)).toBe(
    "second look at: 0.05 of the decisions, the product's own\ndecided alone in bulk: 10 comments, the product's own\n",
  )
  await set(SITE, '--second-share', '0.2')
  expect(await set(SITE, '--bulk-alone', '3')).toBe(
    'second look at: 0.2 of the decisions\ndecided alone in bulk: 3 comments\n',
  )
  expect(await stored()).toEqual({ second_share: 0.2, bulk_alone: 3 })
  await set(SITE, '--second-share', '0', '--bulk-alone', '')
  expect(await stored()).toEqual({ second_share: 0, bulk_alone: null })
  for (const wrong of ['1.5', '-1', 'x'])
    expect(() => parseReview(['review', SITE, `--second-share=${wrong}`])).toThrow()
  for (const wrong of ['0', '501', '2.5'])
    expect(() => parseReview(['review', SITE, `--bulk-alone=${wrong}`])).toThrow()
  await expect(set('nowhere')).rejects.toThrow('There is no site "nowhere".')
  await drop()
})
