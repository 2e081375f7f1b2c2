import type { Normalized } from '../text/normalize.ts'
import { type Thresholds, thresholdsOf } from './classifier/model.ts'
import type { Hit, Screening } from './evidence.ts'
import { type Alternative, alternativesOf } from './explain/alternatives.ts'
import { type CategoryRisk, contributionsOf } from './explain/contributions.ts'
import { type ExplainedMatch, explainMatches, type Heard, idleAmong } from './explain/matches.ts'
import { type Respelling, respellings } from './explain/respellings.ts'
import { gather, needsRestoring, type Parts } from './gather.ts'
import type { Judge } from './judge.ts'
import { type JudgedMatch, judgeEntries } from './match-entries.ts'
import type { ArticleMode } from './policy.ts'

/** One reading of a text: its characters, and what they were written as. */
interface ReadText {
  readonly text: string
  readonly respellings: readonly Respelling[]
}

/** How a screening came about. */
export interface Explanation {
  readonly text: string
  readonly mode: ArticleMode
  readonly screening: Screening
  /** `undefined` where the text could not be read. */
  readonly normalized: ReadText | undefined
  /** With pictures read aloud and split characters joined; `undefined` where there is nothing of the kind. */
  readonly guessed: ReadText | undefined
  /** In the order of the evidence; `match` is `undefined` for what a detector found. */
  readonly hits: readonly { readonly hit: Hit; readonly match: ExplainedMatch | undefined }[]
  /** Entries that stand in the text and do not count. */
  readonly idle: readonly ExplainedMatch[]
  /** What the rules come to, before the model speaks. */
  readonly risks: readonly CategoryRisk[]
  /** From which chance on what model and rules come to together holds and blocks; `null` where no model is asked. */
  readonly thresholds: Thresholds | null
  /** From which risk on all categories together hold the text. */
  readonly holdTogether: number
  readonly alternatives: readonly Alternative[]
}

interface Question {
  readonly text: string
  readonly mode: ArticleMode
  readonly parts: Parts
  readonly judge: Judge
}

/**
 * Runs the rules that `screen` runs, listening to what they ask and answer: verdict and hits are the same for any text.
 * Takes several times as long as screening alone.
 */
export function explain({ text, mode, parts, judge }: Question): Explanation {
  const { heard, listening } = listen(parts)
  const gathered = gather(text, listening)
  const { normalized, restored } = gathered
  const screening = judge.screening(gathered, mode)
  const { evidence: spoken } = screening
  const matches = heard.flatMap((one) =>
    explainMatches({ ...one, judged: one.judged.filter((match) => isOwn(one, match, restored)) }),
  )
  const hits = spoken.hits.map((hit) => ({ hit, match: matches.find((match) => isOf(match, hit)) }))
  const counted = new Set(hits.flatMap(({ match }) => match ?? []))
  const idle = idleAmong(matches, counted)
  const { policy } = parts
  const route = judge.route(judge.witnesses(spoken), spoken, mode)
  return {
    text,
    mode,
    screening,
    normalized: normalized && { text: normalized.text, respellings: respellings(normalized) },
    guessed: restored && { text: restored.text, respellings: respellings(restored) },
    hits,
    idle,
    risks: contributionsOf({ spoken, risk: route.rules, judge, policy }),
    thresholds: parts.model ? thresholdsOf(parts.model, mode) : null,
    holdTogether: policy.holdTogether,
    alternatives: alternativesOf({ spoken, route, mode, judge, policy, idle }),
  }
}

/** Returns parts that do what the given ones do and keep what was asked of the lexicon and of the segmentation. */
function listen(parts: Parts): { heard: readonly Heard[]; listening: Parts } {
  const heard: Heard[] = []
  let isAsked = false
  const judged = parts.judgeEntries ?? judgeEntries
  const listening: Parts = {
    ...parts,
    segment: (piece) => {
      isAsked = true
      return parts.segment(piece)
    },
    judgeEntries: (question) => {
      isAsked = false
      const all = judged(question)
      const { normalized } = question
      heard.push({ normalized, judged: all, words: isAsked ? wordsOf(normalized, parts) : undefined })
      return all
    },
  }
  return { heard, listening }
}

/** Segments the whole text, of which the check asks clause by clause; `undefined` where the segmentation fails. */
function wordsOf({ text }: Normalized, { segment }: Parts): readonly string[] | undefined {
  try {
    return segment(text)
  } catch {
    return undefined
  }
}

/** Tells whether a match belongs to its reading: in the restored text, only what stands in no plain characters does. */
function isOwn({ normalized }: Heard, { start, end }: JudgedMatch, restored: Normalized | undefined): boolean {
  return normalized !== restored || needsRestoring(normalized, start, end)
}

function isOf(match: ExplainedMatch, hit: Hit): boolean {
  const isSamePlace = match.start === hit.start && match.end === hit.end
  return isSamePlace && match.standing === 'counts' && match.rule === hit.rule && match.entry === hit.entry
}
