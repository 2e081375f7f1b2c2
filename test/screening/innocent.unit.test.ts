import { expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { INNOCENT } from './innocent.ts'
import { WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)

test.each(INNOCENT)('%s', (text) => {
  expect(screener.screen(text).verdict).toBe('pass')
})
