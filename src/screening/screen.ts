import { normalize } from '../text/normalize.ts'
import { restore } from '../text/restore.ts'
import { addFindings } from './add-findings.ts'
import type { Model, Opinion } from './classifier/model.ts'
import { opine } from './classifier/opine.ts'
import type { Finding, Screening } from './evidence.ts'
import { type Explanation, explain } from './explain.ts'
import { gather, type Parts } from './gather.ts'
import { createJudge, type Spoken } from './judge.ts'
import { compileLexicon, type Lexicon } from './lexicon.ts'
import { createNicknameScreen, type ScreenNickname } from './nickname.ts'
import type { ArticleMode } from './policy.ts'
import { riskByCategory } from './risk.ts'

/** Reads a text and says what speaks against it. */
export interface Screener {
  readonly lexiconVersion: string
  readonly policyVersion: string
  /** `null` where the rules speak alone. */
  readonly modelVersion: string | null
  /** Total over all strings; takes time linear in the length of the text. The mode is `pre` where none is given. */
  screen(text: string, mode?: ArticleMode): Screening
  /** Tells how `screen` comes to what it says, by running the same rules; takes several times as long. */
  explain(text: string, mode?: ArticleMode): Explanation
  /** Reads the name that stands beside a comment, by rules of its own; passes or holds. */
  screenNickname: ScreenNickname
  /** Weighs what was found beside the text; the verdict never becomes milder. */
  addFindings(screening: Screening, findings: readonly Finding[]): Screening
  /** Weighs again what was gathered earlier, with some opinion, under the model and the policy of now. */
  judge(spoken: Spoken, mode?: ArticleMode): Screening
  /** Asks some model about a screened text, without effect on anything; throws what the model throws. */
  opine(text: string, screening: Screening, model: Model): Opinion
  /** Returns a screener that asks this model in place of its own, or none; cheap, for everything else is shared. */
  withModel(model: Model | undefined): Screener
}

interface ScreenerParts extends Parts {
  /** The lists for nicknames; absent: only the rules that need no list. */
  readonly nicknames?: Lexicon
}

/**
 * Creates a screener that never throws: when a rule fails, a finding names it and nothing passes.
 * All rules always run; hits come in order of their first character.
 */
export function createScreener(parts: ScreenerParts): Screener {
  const { lexicon, policy } = parts
  const judge = createJudge(parts)
  return {
    lexiconVersion: lexicon.version,
    policyVersion: policy.version,
    modelVersion: parts.model?.version ?? null,
    screen: (text, mode = 'pre') => judge.screening(gather(text, parts), mode),
    explain: (text, mode = 'pre') => explain({ text, mode, parts, judge }),
    screenNickname: createNicknameScreen(parts, parts.nicknames ?? NO_LISTS),
    addFindings: (screening, findings) => addFindings(screening, findings, judge),
    judge: (spoken, mode = 'pre') => judge.screening(spoken, mode),
    opine: (text, { evidence }, model) => {
      const normalized = normalize(text)
      const { hits } = evidence
      const risk = riskByCategory(judge.witnesses(evidence))
      return opine(model, { normalized, restored: restore(normalized), risk, hits })
    },
    withModel: (model) => createScreener({ ...parts, model }),
  }
}

const NO_LISTS = compileLexicon({ entries: [], allowed: [], version: 'none' })
