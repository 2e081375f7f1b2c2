import { expect, test } from 'vitest'
import { distinctComments } from '../../src/cli/distinct-comments.ts'
import type { DecidedComment } from '../../src/storage/decided-comments.ts'

const decided = (text: string, chance: number | null = 1): DecidedComment => {
  return { text, opinions: [{ kind: 'reject', category: 'ad_spam' }], chance }
}

const flood = (count: number) => `老城區二手手機全場特價，名額只有${count}個，趕緊聯繫我們`

test('of near-duplicates the first stays, wherever the others are, and all else in its order', () => {
  const texts = [
    flood(30),
    '第一條新聞',
    `朋友們！${flood(7)}`,
    '第二條新聞',
    '老城区二手手機、全場特價，名额只有5個，趕緊聯繫',
  ]
  expect(distinctComments(texts.map((text) => decided(text))).map(({ text }) => text)).toEqual([
    flood(30),
    '第一條新聞',
    '第二條新聞',
  ])
})

test('short texts are the same only where they are read alike, not where they sound alike', () => {
  const texts = ['操', '草', '草！', '支持', '支持', '👍', '👎', '第1名', '第2名']
  const kept = distinctComments(texts.map((text) => decided(text))).map(({ text }) => text)
  expect(kept).toEqual(['操', '草', '草！', '支持', '👍', '👎', '第1名', '第2名'])
})

test('what stays is as likely to be decided as the likeliest of its copies', () => {
  const chances = (...of: readonly (number | null)[]) =>
    distinctComments(of.map((chance, at) => decided(flood(at), chance))).map(({ chance }) => chance)
  expect(chances(0.02, 0.05)).toEqual([0.05])
  expect(chances(0.02, 1)).toEqual([1])
  expect(chances(0.02, null)).toEqual([1])
  expect(chances(null)).toEqual([null])
})
