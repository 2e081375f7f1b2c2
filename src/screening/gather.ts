import { EVASIVE_FOLDS, FOLD_BITS, foldNames, GUESSED_FOLDS } from '../text/folds/fold.ts'
import { foldMask, type Normalized, normalize, originalSpan } from '../text/normalize.ts'
import { restore } from '../text/restore.ts'
import type { Model, Opinion } from './classifier/model.ts'
import { opine } from './classifier/opine.ts'
import { contactRulesOf, type Detection, type Detector, ruleOf } from './detectors/detector.ts'
import type { Finding, Hit } from './evidence.ts'
import type { Lexicon } from './lexicon.ts'
import { type EntryMatch, type JudgedMatch, matchEntries } from './match-entries.ts'
import type { Policy } from './policy.ts'
import { quoteInsults } from './reporting/insults.ts'
import { reportingFinding } from './reporting.ts'
import { type Risk, riskByCategory, witnessesOf } from './risk.ts'
import { createBoundaries, type Segment } from './segmentation.ts'
import type { CategoryCode } from './taxonomy.ts'

type Question = Parameters<typeof matchEntries>[0]

/** What a text is read with. */
export interface Parts {
  readonly lexicon: Lexicon
  readonly policy: Policy
  readonly segment: Segment
  readonly detectors: readonly Detector[]
  /** Absent: the rules speak alone. */
  readonly model?: Model | undefined
  /** Which entries count, and which do not, where others do than for `matchEntries`. */
  readonly judgeEntries?: (question: Question) => readonly JudgedMatch[]
}

/** All that was read from a text. */
interface Gathered {
  /** `undefined` where even that failed. */
  readonly normalized: Normalized | undefined
  /** The text with its pictures read aloud and its split characters joined, where it has any. */
  readonly restored: Normalized | undefined
  readonly hits: readonly Hit[]
  readonly findings: readonly Finding[]
  /** `null` where there is no model, or where it failed. */
  readonly opinion: Opinion | null
}

/** What the finding of a rule that threw begins with. */
export const FAILED = 'failed:'

interface Found extends Detection {
  readonly rule: string
  readonly entry: string | null
  /** Bits of the folds by which a hidden entry was read. */
  readonly folds?: number
}

/**
 * Runs every rule, each fenced: one that throws becomes a finding and the others still speak.
 * Hits come in order of their first character, at most 20 of each detector.
 */
export function gather(text: string, parts: Parts): Gathered {
  const findings: Finding[] = []
  const attempt = createFence(findings)
  const normalized = attempt<Normalized | undefined>('normalize', () => normalize(text), undefined)
  if (!normalized) return { normalized, restored: undefined, hits: [], findings, opinion: null }
  const segment: Segment = (whole) =>
    attempt('segmentation', () => parts.segment(whole), undefined) ?? Array.from(whole)
  const { detected, contacts } = detect(normalized, parts.detectors, { attempt, findings })
  const search = (read: Normalized): Found[] =>
    attempt('wordlists', () => findEntries(read, contacts, { ...parts, segment }), []).map(toFound)
  const found: Found[] = [...detected, ...search(normalized)]
  const plain = found.map((one) => toHit(normalized, one, parts.policy))
  const restored = attempt('restore', () => restore(normalized), undefined)
  const guessed = restored ? search(restored).flatMap((one) => toRestoredHit(restored, one, parts.policy) ?? []) : []
  const seen = [...plain, ...guessed.filter((hit) => !plain.some((one) => says(one, hit)))].sort(byPlace)
  const unquoted = { hits: seen, finding: undefined }
  const { hits, finding: quoting } = attempt('quoting', () => quoteInsults(normalized, seen), unquoted)
  const report = attempt('reporting', () => reportingFinding(normalized, hits, contacts), undefined)
  const stated = [evasionFinding(hits), report, quoting].filter((one) => one !== undefined)
  const { model, detectors } = parts
  const risk = model && hits.length > 0 ? risksOf(hits, stated, detectors) : {}
  const read = { normalized, restored, hits, risk }
  const opinion = model ? attempt('model', () => opine(model, read), null) : null
  return { normalized, restored, hits, findings: [...stated, ...findings], opinion }
}

function risksOf(hits: readonly Hit[], findings: readonly Finding[], detectors: readonly Detector[]): Risk {
  return riskByCategory(witnessesOf(hits, findings, contactRulesOf(detectors)))
}

interface Detected {
  readonly detected: readonly Found[]
  /** All that are ways to reach somebody, those past the cap too. */
  readonly contacts: readonly Detection[]
}

function detect(
  normalized: Normalized,
  detectors: readonly Detector[],
  { attempt, findings }: { readonly attempt: Fence; readonly findings: Finding[] },
): Detected {
  const detected: Found[] = []
  const contacts: Detection[] = []
  // Two of three texts have nothing that any detector finds.
  for (const detector of detectors) {
    const detections = attempt(detector, () => detector.detect(normalized), NONE)
    if (detections.length === 0) continue
    if (detector.isContact) for (const one of detections) contacts.push(one)
    const rule = ruleOf(detector)
    for (const one of capped(detector, detections, findings)) detected.push({ ...one, rule, entry: null })
  }
  return { detected, contacts }
}

const NONE: readonly Detection[] = []

type Fence = ReturnType<typeof createFence>

function createFence(findings: Finding[]) {
  return <Result>(tried: string | Detector, run: () => Result, otherwise: Result): Result => {
    try {
      return run()
    } catch (error) {
      const rule = typeof tried === 'string' ? tried : ruleOf(tried)
      const message = error instanceof Error ? error.message : String(error)
      const failure = { rule: `${FAILED}${rule}`, category: null, weight: 0, detail: { error: message } }
      // The segmentation is asked again and again.
      if (!findings.some((finding) => finding.rule === failure.rule)) findings.push(failure)
      return otherwise
    }
  }
}

// A list of four hundred addresses says no more than twenty of them; cards and logs must stay readable.
const MAX_DETECTIONS = 20

/** Keeps the heaviest detections, of every category at least one, and says how many more there were. */
function capped(detector: Detector, detections: readonly Detection[], findings: Finding[]): readonly Detection[] {
  if (detections.length <= MAX_DETECTIONS) return detections
  const ordered = detections.toSorted((one, other) => other.weight - one.weight)
  const first = new Map(ordered.toReversed().map((detection) => [detection.category, detection]))
  const kept = [...new Set([...first.values(), ...ordered])].slice(0, MAX_DETECTIONS)
  const more = detections.length - kept.length
  findings.push({ rule: 'more-hits', category: null, weight: 0, detail: { rule: ruleOf(detector), more } })
  return kept
}

function findEntries(normalized: Normalized, contacts: readonly Detection[], parts: Parts): readonly EntryMatch[] {
  const boundaries = createBoundaries(normalized.text, normalized.units, parts.segment)
  const question = { normalized, lexicon: parts.lexicon, boundaries, contacts }
  if (!parts.judgeEntries) return matchEntries(question)
  return parts.judgeEntries(question).filter(({ standing }) => standing === 'counts')
}

function toFound({ entry: { text: entry, category }, start, end, weight, folds }: EntryMatch): Found {
  return { rule: `wordlist:${category}`, entry, category, weight, start, end, folds }
}

const RESTORED = FOLD_BITS.picture | FOLD_BITS.parts | FOLD_BITS.filler
// Half of all pictures only decorate.
const PICTURED_SHARE = 0.85
// Of four characters the others say which one it is.
const SURE_RESTORED_UNITS = 4

/** Tells whether a place of the restored text reads otherwise than in plain characters. */
export function needsRestoring(restored: Normalized, start: number, end: number): boolean {
  return (foldMask(restored, start, end) & RESTORED) !== 0
}

/** Returns a hit that needed a second reading, `undefined` for one that the plain text has too. */
function toRestoredHit(restored: Normalized, found: Found, policy: Policy): Hit | undefined {
  const { start, end } = found
  if (!needsRestoring(restored, start, end)) return undefined
  const isPictured = (foldMask(restored, start, end) & FOLD_BITS.picture) !== 0
  const share = isPictured && end - start < SURE_RESTORED_UNITS ? PICTURED_SHARE : 1
  return toHit(restored, { ...found, weight: found.weight * share }, policy)
}

/** Tells whether a plain hit says already what a restored one does: of all its place, or across an end of it. */
function says(plain: Hit, restored: Hit): boolean {
  const touches = plain.start < restored.end && restored.start < plain.end
  return touches && (plain.start <= restored.start || restored.end <= plain.end) && plain.weight >= restored.weight
}

function toHit(normalized: Normalized, found: Found, policy: Policy): Hit {
  const { rule, entry, category, start, end } = found
  const mask = foldMask(normalized, start, end) | (found.folds ?? 0)
  const isGuessed = (mask & GUESSED_FOLDS) !== 0
  const isEvasive = !isGuessed && (mask & EVASIVE_FOLDS) !== 0 && category !== 'foreign_script'
  const severity = isEvasive ? policy.evasionSeverity : 0
  const weight = Math.round((found.weight + (1 - found.weight) * severity) * 1000) / 1000
  return { rule, entry, category, ...originalSpan(normalized, start, end), weight, folds: foldNames(mask) }
}

function byPlace(one: Hit, other: Hit): number {
  return one.start - other.start || one.end - other.end || one.rule.localeCompare(other.rule)
}

const HIDING = new Set<string>(foldNames(EVASIVE_FOLDS | GUESSED_FOLDS))

/** Tells whether a hit was hidden; the letters of another language hide nothing. */
function isHidden({ category, folds }: Hit): boolean {
  return category !== 'foreign_script' && folds.some((fold) => HIDING.has(fold))
}

/** Says that words were hidden; it has no weight of its own, what they hide got heavier instead. */
function evasionFinding(hits: readonly Hit[]): Finding | undefined {
  const hidden = hits.filter(isHidden)
  if (hidden.length === 0) return undefined
  const folds = [...new Set(hidden.flatMap((hit) => hit.folds.filter((fold) => HIDING.has(fold))))]
  const category: CategoryCode = 'evasion'
  return { rule: 'evasion', category, weight: 0, detail: { hits: hidden.length, folds: folds.join(' ') } }
}
