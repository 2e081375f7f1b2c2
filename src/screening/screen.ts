import { FOLD_BITS, foldNames, GUESSED_FOLDS } from '../text/folds/fold.ts'
import { foldMask, type Normalized, normalize, originalSpan } from '../text/normalize.ts'
import { restore } from '../text/restore.ts'
import type { Detection, Detector } from './detectors/detector.ts'
import type { Finding, Hit, Screening } from './evidence.ts'
import type { Lexicon } from './lexicon.ts'
import { type EntryMatch, matchEntries } from './match-entries.ts'
import type { ArticleMode, Policy } from './policy.ts'
import { route, witnessesOf } from './route.ts'
import { createBoundaryCheck, type Segment } from './segmentation.ts'
import type { CategoryCode } from './taxonomy.ts'

/** Reads a text and says what speaks against it. */
export interface Screener {
  readonly lexiconVersion: string
  readonly policyVersion: string
  /** Total over all strings; takes time linear in the length of the text. The mode is `pre` where none is given. */
  screen(text: string, mode?: ArticleMode): Screening
}

interface Parts {
  readonly lexicon: Lexicon
  readonly policy: Policy
  readonly segment: Segment
  readonly detectors: readonly Detector[]
}

/**
 * Creates a screener that never throws: when a rule fails, a finding names it and nothing passes.
 * All rules always run; hits come in order of their first character.
 */
export function createScreener(parts: Parts): Screener {
  const { lexicon, policy, detectors } = parts
  const contactRules = new Set(detectors.filter(({ isContact }) => isContact).map(ruleOf))
  return {
    lexiconVersion: lexicon.version,
    policyVersion: policy.version,
    screen(text, mode = 'pre') {
      const { hits, findings } = gather(text, parts)
      const failed = findings.some(({ rule }) => rule.startsWith(FAILED))
      const witnesses = witnessesOf(hits, findings, contactRules)
      const routed = route({ witnesses, policy, mode, isIncomplete: failed })
      const versions = { lexiconVersion: lexicon.version, policyVersion: policy.version, modelVersion: null }
      return { ...routed, evidence: { hits, findings, ...versions } }
    },
  }
}

const FAILED = 'failed:'

const ruleOf = ({ name }: Detector): string => `detector:${name}`

interface Found extends Detection {
  readonly rule: string
  readonly entry: string | null
  /** Bits of the folds by which a hidden entry was read. */
  readonly folds?: number
}

/** Runs every rule, each fenced: one that throws becomes a finding and the others still speak. */
function gather(text: string, parts: Parts): { hits: readonly Hit[]; findings: readonly Finding[] } {
  const findings: Finding[] = []
  const attempt = <Result>(rule: string, run: () => Result, otherwise: Result): Result => {
    try {
      return run()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      findings.push({ rule: `${FAILED}${rule}`, category: null, weight: 0, detail: { error: message } })
      return otherwise
    }
  }
  const normalized = attempt<Normalized | undefined>('normalize', () => normalize(text), undefined)
  if (!normalized) return { hits: [], findings }
  const detected = parts.detectors.map((detector) => ({
    detector,
    detections: attempt(ruleOf(detector), () => detector.detect(normalized), []),
  }))
  const contacts = detected.flatMap(({ detector, detections }) => (detector.isContact ? detections : []))
  const segment: Segment = (whole) => attempt('segmentation', () => parts.segment(whole), Array.from(whole))
  const search = (read: Normalized): Found[] =>
    attempt('wordlists', () => findEntries(read, contacts, { ...parts, segment }), []).map(toFound)
  const found: Found[] = [
    ...detected.flatMap(({ detector, detections }) =>
      detections.map((detection) => ({ ...detection, rule: ruleOf(detector), entry: null })),
    ),
    ...search(normalized),
  ]
  const plain = found.map((one) => toHit(normalized, one, parts.policy))
  const restored = attempt('restore', () => restore(normalized), undefined)
  const guessed = restored ? search(restored).flatMap((one) => toRestoredHit(restored, one, parts.policy) ?? []) : []
  const hits = [...plain, ...guessed.filter((hit) => !plain.some((one) => says(one, hit)))].sort(byPlace)
  const evasion = evasionFinding(hits)
  return { hits, findings: evasion ? [evasion, ...findings] : findings }
}

function findEntries(normalized: Normalized, contacts: readonly Detection[], parts: Parts): EntryMatch[] {
  const isBounded = createBoundaryCheck(normalized.text, normalized.units, parts.segment)
  return matchEntries({ normalized, lexicon: parts.lexicon, isBounded, contacts })
}

function toFound({ entry: { text: entry, category }, start, end, weight, folds }: EntryMatch): Found {
  return { rule: `wordlist:${category}`, entry, category, weight, start, end, folds }
}

const RESTORED = FOLD_BITS.picture | FOLD_BITS.parts
// Half of all pictures only decorate, and a part of one character may stand by another of a name.
const RESTORED_SHARE = 0.7

/** Returns a hit that needed a picture or a split character, `undefined` for one that the plain text has too. */
function toRestoredHit(restored: Normalized, found: Found, policy: Policy): Hit | undefined {
  if ((foldMask(restored, found.start, found.end) & RESTORED) === 0) return undefined
  return toHit(restored, { ...found, weight: found.weight * RESTORED_SHARE }, policy)
}

/** Tells whether a plain hit says already what a restored one does: of all its place, or across an end of it. */
function says(plain: Hit, restored: Hit): boolean {
  const touches = plain.start < restored.end && restored.start < plain.end
  return touches && (plain.start <= restored.start || restored.end <= plain.end) && plain.weight >= restored.weight
}

// Width, case and script come from keyboards and portals; these do not come by themselves.
const EVASIVE =
  FOLD_BITS.separator | FOLD_BITS.spaced | FOLD_BITS.invisible | FOLD_BITS.letter | FOLD_BITS.mark | FOLD_BITS.symbol

function toHit(normalized: Normalized, found: Found, policy: Policy): Hit {
  const { rule, entry, category, start, end } = found
  const mask = foldMask(normalized, start, end) | (found.folds ?? 0)
  const isGuessed = (mask & GUESSED_FOLDS) !== 0
  const severity = isGuessed || (mask & EVASIVE) === 0 ? 0 : policy.evasionSeverity
  const weight = Math.round((found.weight + (1 - found.weight) * severity) * 1000) / 1000
  return { rule, entry, category, ...originalSpan(normalized, start, end), weight, folds: foldNames(mask) }
}

function byPlace(one: Hit, other: Hit): number {
  return one.start - other.start || one.end - other.end || one.rule.localeCompare(other.rule)
}

/** Says that words were hidden; it has no weight of its own, what they hide got heavier instead. */
function evasionFinding(hits: readonly Hit[]): Finding | undefined {
  const names = new Set<string>(foldNames(EVASIVE | GUESSED_FOLDS))
  const hidden = hits.filter(({ folds }) => folds.some((fold) => names.has(fold)))
  if (hidden.length === 0) return undefined
  const folds = [...new Set(hidden.flatMap((hit) => hit.folds.filter((fold) => names.has(fold))))]
  const category: CategoryCode = 'evasion'
  return { rule: 'evasion', category, weight: 0, detail: { hits: hidden.length, folds: folds.join(' ') } }
}
