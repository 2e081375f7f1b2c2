import { expect, test } from 'vitest'
import { isVeiledCategory, veiledFor } from '../../src/console/care/veil.ts'
import { isBreakDue, PAUSE_MS, type WorkTime, worked } from '../../src/console/care/work-time.ts'
import { card } from './sample-card.ts'

const MINUTE = 60_000

/** Something done every minute, from one minute to another. */
function work(from: number, to: number, before: WorkTime | null = null): WorkTime {
  let time = before
  for (let minute = from; minute <= to; minute += 1) time = worked(time, minute * MINUTE)
  return time!
}

test('a break is due after so many minutes without a pause', () => {
  expect(isBreakDue(work(0, 59), 59 * MINUTE, 60)).toBe(false)
  expect(isBreakDue(work(0, 60), 60 * MINUTE, 60)).toBe(true)
  expect(isBreakDue(work(0, 60), 60 * MINUTE, 90)).toBe(false)
})

test('a pause is a break', () => {
  const rested = work(45, 70, work(0, 40))
  expect(isBreakDue(rested, 70 * MINUTE, 60)).toBe(false)
  expect(isBreakDue(work(0, 60), 60 * MINUTE + PAUSE_MS, 60)).toBe(false)
})

test('whoever turned the reminder off is never reminded', () => {
  expect(isBreakDue(work(0, 600), 600 * MINUTE, 0)).toBe(false)
  expect(isBreakDue(null, 0, 60)).toBe(false)
})

const seen = card('1')
const { screening } = seen
const hit = { rule: 'wordlist:porn', entry: null, start: 0, end: 1, text: '評', weight: 0.8, folds: [] }

test('most comments are not blurred', () => {
  const advertised = {
    ...screening,
    hits: [{ ...hit, category: 'ad_spam' }],
    opinion: { benign: 0.9, risk: { porn: 0.4 } },
  }
  expect(veiledFor({ ...seen, screening: advertised, suggestion: 'ad_spam' })).toEqual([])
})

test('what a reader reports or a colleague decided blurs a comment of which the machine heard nothing', () => {
  const reported = { count: 1, anonymous: 0, categories: [{ category: 'porn', name: '色情', count: 1 }], listed: [] }
  expect(veiledFor({ ...seen, reports: reported })).toEqual(['porn'])
  expect(veiledFor({ ...seen, comment: { ...seen.comment, category: 'gore' } })).toEqual(['gore'])
  const opinion = { kind: 'reject', category: 'sexual_suggestive', note: null, by: '陳嵐', at: '' }
  const other = { ...opinion, kind: 'publish', category: null }
  const disagreement = { reason: 'sample' as const, first: other, second: opinion, leadDecisionId: null }
  expect(veiledFor({ ...seen, disagreement })).toEqual(['sexual_suggestive'])
})

test('whatever speaks of gore or sex blurs the comment: a hit, a finding, the suggestion or the model', () => {
  const finding = { rule: 'near-duplicate', category: 'gore', weight: 0.5, detail: {} }
  const opinion = { benign: 0.6, risk: { sexual_suggestive: 0.5 } }
  expect(
    veiledFor({ ...seen, screening: { ...screening, hits: [{ ...hit, category: 'porn' }] }, suggestion: null }),
  ).toEqual(['porn'])
  expect(veiledFor({ ...seen, screening: { ...screening, findings: [finding] }, suggestion: null })).toEqual(['gore'])
  expect(veiledFor({ ...seen, screening, suggestion: 'porn' })).toEqual(['porn'])
  expect(veiledFor({ ...seen, screening: { ...screening, opinion }, suggestion: null })).toEqual(['sexual_suggestive'])
  expect([isVeiledCategory('gore'), isVeiledCategory('ad_spam'), isVeiledCategory(null)]).toEqual([true, false, false])
})
