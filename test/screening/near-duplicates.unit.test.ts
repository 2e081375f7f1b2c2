import { expect, test } from 'vitest'
import { addFindings } from '../../src/screening/add-findings.ts'
import type { Finding, Hit, Screening } from '../../src/screening/evidence.ts'
import { type Fingerprint, fingerprintOf } from '../../src/screening/fingerprint.ts'
import { createJudge } from '../../src/screening/judge.ts'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { type EarlierComment, isCountable, nearDuplicateFindings } from '../../src/screening/near-duplicates.ts'
import { FIRST_POLICY } from '../../src/screening/policy.ts'
import { normalize } from '../../src/text/normalize.ts'

const AD = '老城區二手手機全場特價，名額只有30個，趕緊聯繫我們'
const LEXICON = compileLexicon({ entries: [], allowed: [], version: 'lexicon-1' })
const JUDGE = createJudge({ lexicon: LEXICON, policy: FIRST_POLICY, segment: (text) => [text], detectors: [] })
const AT = new Date('2024-09-24T08:30:00Z')
const WEAK_HIT: Hit = {
  rule: 'wordlist:ad_spam',
  entry: '加我',
  category: 'ad_spam',
  start: 0,
  end: 2,
  text: '加我',
  weight: 0.3,
  folds: [],
}
const SHARED_BANDS = { sharesSkeleton: false, sharesContact: false }

function earlier(reader: string, changes: Partial<EarlierComment> = {}): EarlierComment {
  const at = new Date(AT.getTime() - 7 * 60_000)
  return { id: `comment of ${reader}`, reader, text: AD, at, ...SHARED_BANDS, standing: 'counts', ...changes }
}

function findings(comments: readonly EarlierComment[], text = AD, isCapped = false): readonly Finding[] {
  return findingsFor(fingerprintOf(normalize(text), []), comments, isCapped)
}

function findingsFor(fingerprint: Fingerprint, comments: readonly EarlierComment[], isCapped = false) {
  return nearDuplicateFindings({ fingerprint, reader: 'new', at: AT }, { comments, isCapped })
}

const readers = (count: number) => Array.from({ length: count }, (_, at) => `reader ${at}`)

test('the fifth comment that says much the same waits for a person, the fourth does not', () => {
  const verdicts = [0, 1, 2, 3, 4, 9].map((count) => {
    const before = readers(count).map((reader) => earlier(reader))
    return addFindings(passed(), findings(before), JUDGE).verdict
  })
  expect(verdicts).toEqual(['pass', 'pass', 'pass', 'pass', 'hold', 'hold'])
})

test('the third of one reader waits, unless the first ones were refused', () => {
  const before = ['one', 'two'].map((id) => earlier('new', { id }))
  expect(addFindings(passed(), findings(before), JUDGE)).toMatchObject({ verdict: 'hold', category: 'slop' })
  const gone = before.map((one) => ({ ...one, standing: 'refused' as const }))
  expect(findings(gone)).toEqual([])
})

test('four copies by one reader hold nobody else’s', () => {
  const before = readers(4).map((id) => earlier('busy', { id, sharesContact: true }))
  const found = findings(before)
  expect(found.map(({ rule, weight }) => [rule, weight])).toEqual([
    ['near-duplicate', 0.125],
    ['same-contact', 0.25],
  ])
  expect(addFindings(passed(), found, JUDGE).verdict).toBe('pass')
  expect(found[0]?.detail).toEqual({ comments: 5, readers: 2, minutes: 7 })
})

test('what the machine refused of others counts for the new one', () => {
  const before = readers(4).map((reader) => earlier(reader, { standing: 'refused' }))
  expect(addFindings(passed(), findings(before), JUDGE).verdict).toBe('hold')
})

test('after a person approved a copy, others’ copies hold no more, one’s own still do', () => {
  const approved = earlier('first', { standing: 'approved' })
  const before = [approved, ...readers(9).map((reader) => earlier(reader))]
  expect(findings(before)).toEqual([])
  const own = ['one', 'two'].map((id) => earlier('new', { id }))
  expect(addFindings(passed(), findings([...before, ...own]), JUDGE).verdict).toBe('hold')
})

test('an approved comment excuses only its copies, not what is built upon it', () => {
  const approved = earlier('first', { text: `${AD}，前一百名另送一份開業禮品`, standing: 'approved' })
  const before = [approved, ...readers(4).map((reader) => earlier(reader))]
  expect(findings([approved])).toEqual([])
  expect(addFindings(passed(), findings(before), JUDGE).verdict).toBe('hold')
})

test('a finding from a lookup that was cut short says that it counts at least so many', () => {
  const [finding] = findings(
    readers(20).map((reader) => earlier(reader)),
    AD,
    true,
  )
  expect(finding?.detail).toEqual({ comments: 21, readers: 21, minutes: 7, atLeast: 1 })
})

test('the third with one contact waits, whatever else the texts say', () => {
  const before = readers(2).map((reader) => earlier(reader, { text: '完全不同的一段話', sharesContact: true }))
  const [finding] = findings(before)
  expect(finding).toMatchObject({ rule: 'same-contact', category: 'slop', weight: 0.5 })
})

test('a finding says how many comments, of how many readers, within how many minutes', () => {
  const before = [...readers(4), 'reader 3'].map((reader, at) => earlier(reader, { id: `${at}` }))
  const [finding] = findings(before, `轉發：${AD.replace('30', '88')}`)
  expect(finding?.detail).toEqual({ comments: 6, readers: 5, minutes: 7 })
})

test('comments that only share a turn of phrase are not counted', () => {
  const before = readers(9).map((reader) => earlier(reader, { text: '老城區的路燈名額只有幾個，什麼時候再修' }))
  expect(findings(before)).toEqual([])
})

test('however many there are, no machine refuses them', () => {
  const before = readers(40).map((reader) => earlier(reader, { sharesContact: true }))
  const screening = addFindings(passed(), findings(before), JUDGE)
  expect(screening.verdict).toBe('hold')
  expect(Math.max(...findings(before).map(({ weight }) => weight))).toBeLessThanOrEqual(0.8)
})

test.each([
  '支持',
  '轉發！轉發！',
  'R.I.P.',
  '一路走好，一路走好，一路走好',
  '致敬英雄🕯️🕯️🕯️',
  '加油武漢！中國加油！',
  '願逝者安息，生者堅強',
  '[蠟燭][蠟燭][蠟燭][蠟燭][蠟燭]',
  '哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈',
])('a chorus is never counted: %s', (text) => {
  expect(isCountable(fingerprintOf(normalize(text), []))).toBe(false)
  expect(
    findings(
      readers(50).map((reader) => earlier(reader, { text, sharesSkeleton: true })),
      text,
    ),
  ).toEqual([])
})

const short = (text: string, hit: Partial<Hit> = {}): Fingerprint =>
  fingerprintOf(normalize(text), [{ ...WEAK_HIT, text, ...hit }])

test('a short offer is counted among the very same, from the fifth reader on it waits', () => {
  const offer = short('加我看片')
  const before = readers(4).map((reader) => earlier(reader, { text: '加我 看片！', sharesSkeleton: true }))
  expect(isCountable(offer)).toBe(true)
  expect(addFindings(passed(), findingsFor(offer, before), JUDGE).verdict).toBe('hold')
  expect(addFindings(passed(), findingsFor(offer, before.slice(1)), JUDGE).verdict).toBe('pass')
  const unlike = before.map((one) => ({ ...one, sharesSkeleton: false, text: '加我看片吧' }))
  expect(findingsFor(offer, unlike)).toEqual([])
})

test.each([
  ['offers nothing', short('說得真好', { category: 'profanity' })],
  ['offers hardly anything', short('瑟瑟發抖', { weight: 0.15 })],
  ['only calls somebody', short('@abcdef 快來', { rule: 'detector:handle', weight: 0.3 })],
  ['is no text', short('加V')],
])('copies of a short text that %s are not counted', (_name, fingerprint) => {
  expect(isCountable(fingerprint)).toBe(false)
  expect(
    findingsFor(
      fingerprint,
      readers(9).map((reader) => earlier(reader, { sharesSkeleton: true })),
    ),
  ).toEqual([])
})

test('what has the same skeleton is a copy, and its text is not asked', () => {
  const before = readers(4).map((reader) => earlier(reader, { text: '', sharesSkeleton: true }))
  expect(addFindings(passed(), findings(before), JUDGE).verdict).toBe('hold')
  const approved = earlier('first', { text: '', sharesSkeleton: true, standing: 'approved' })
  expect(findings([approved, ...before])).toEqual([])
})

test('findings that come later make no verdict milder, and a failure holds', () => {
  const hit: Hit = {
    rule: 'detector:test',
    entry: null,
    category: 'porn',
    start: 0,
    end: 1,
    text: '老',
    weight: 0.9,
    folds: [],
  }
  const { evidence } = passed()
  const risk = { porn: 0.9 }
  const blocked: Screening = { verdict: 'block', category: 'porn', risk, evidence: { ...evidence, hits: [hit] } }
  const [flood] = findings(readers(9).map((reader) => earlier(reader)))
  if (!flood) throw new Error('no flood')
  expect(addFindings(blocked, [flood], JUDGE)).toMatchObject({
    verdict: 'block',
    category: 'porn',
    risk: { porn: 0.9, slop: flood.weight },
    evidence: { findings: [flood] },
  })
  const failure: Finding = { rule: 'failed:near-duplicates', category: null, weight: 0, detail: {} }
  expect(addFindings(passed(), [failure], JUDGE)).toMatchObject({ verdict: 'hold', category: null })
})

function passed(): Screening {
  const versions = { lexiconVersion: 'lexicon-1', policyVersion: 'policy-1', modelVersion: null, opinion: null }
  return { verdict: 'pass', category: null, risk: {}, evidence: { hits: [], findings: [], ...versions } }
}
