import { expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { INNOCENT } from './innocent.ts'
import { INNOCENT_NEWS } from './innocent-news.ts'
import { WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)

test.each(INNOCENT)('%s', (text) => {
  expect(screener.screen(text).verdict).toBe('pass')
})

const MAX_HELD_SHARE = 0.03

test('of comments under grave news none is refused, and at most three of a hundred are held', () => {
  const verdicts = INNOCENT_NEWS.map((text) => ({ text, verdict: screener.screen(text).verdict }))
  const held = verdicts.filter(({ verdict }) => verdict === 'hold').map(({ text }) => text)
  expect(INNOCENT_NEWS.length).toBeGreaterThanOrEqual(150)
  expect(verdicts.filter(({ verdict }) => verdict === 'block')).toEqual([])
  expect(held.length / INNOCENT_NEWS.length, `held: ${held.join(', ')}`).toBeLessThanOrEqual(MAX_HELD_SHARE)
})
