import { expect, test } from 'vitest'
import type { Sent } from '../../src/console/review/review-state.ts'
import { type Ended, endedText } from '../../src/console/session/ended-text.ts'
import { createTexts } from '../../src/console/texts/texts.ts'
import { zhHant } from '../../src/console/texts/zh-hant.ts'
import { card } from './sample-card.ts'

const { t } = createTexts('zh-Hant', zhHant)
const PUBLISH = {
  type: 'decide',
  intent: { kind: 'publish', category: null, note: null, templateId: null },
} as const
const sent = (id: string, act: Sent['act']): Sent => ({ card: card(id), act, at: 0 })
const unsent = [sent('…1a2b', PUBLISH), sent('…3c4d', { type: 'skip', reason: 'later' }), sent('…5e6f', PUBLISH)]
const ended = (over: Partial<Ended>): Ended => ({
  unsent: [],
  commentId: null,
  username: 'chenlan',
  isSignedOut: false,
  ...over,
})

test('all that was pressed and not confirmed is named, with its comments', () => {
  const told = '你剛按的沒有得到確認，請再看一遍：「通過」c-1A2B、「跳過」c-3C4D、「通過」c-5E6F。'
  expect(endedText(ended({ unsent }), null, t)).toBe(`登入已過期，請重新登入。${told}`)
  expect(endedText(ended({ unsent, isSignedOut: true }), null, t)).toBe(told)
})

test('whoever signs out with nothing under way is told nothing', () => {
  expect(endedText(ended({ isSignedOut: true }), null, t)).toBeNull()
  expect(endedText(null, null, t)).toBeNull()
  const draft = { commentId: 'one', username: 'chenlan', text: '像上週那個號' }
  expect(endedText(ended({ commentId: 'one' }), draft, t)).toContain('說明留在這一頁')
})
