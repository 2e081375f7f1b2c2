import type { Logger } from 'pino'
import type { Finding, Screening } from '../../screening/evidence.ts'
import type { ArticleMode } from '../../screening/policy.ts'
import type { Screener } from '../../screening/screen.ts'

interface Screened {
  readonly screener: Screener
  readonly log: Logger
}

interface Written {
  readonly text: string
  /** Shown beside the text, so that it is read before it is shown as well. */
  readonly displayName: string
}

/**
 * Screens a text and the name beside it. A name that would not pass holds a comment that would, since it is the person
 * who must choose another. Whatever breaks on the way, the comment is held: never published unread, never lost.
 */
export function screenOrHold({ screener, log }: Screened, written: Written, mode: ArticleMode): Screening {
  try {
    const screening = screener.screen(written.text, mode)
    const name = screener.screen(written.displayName)
    return name.verdict === 'pass' ? screening : withNamedFinding(screening, name, written.displayName)
  } catch (error) {
    log.error({ err: error }, 'screening failed, the comment is held')
    return heldUnscreened(screener)
  }
}

function withNamedFinding(screening: Screening, name: Screening, displayName: string): Screening {
  const weight = (name.category && name.risk[name.category]) ?? 0
  const finding: Finding = { rule: 'display-name', category: name.category, weight, detail: { name: displayName } }
  return {
    ...screening,
    verdict: screening.verdict === 'pass' ? 'hold' : screening.verdict,
    category: screening.category ?? name.category,
    evidence: { ...screening.evidence, findings: [...screening.evidence.findings, finding] },
  }
}

function heldUnscreened({ lexiconVersion, policyVersion }: Screener): Screening {
  const finding = { rule: 'failed:screener', category: null, weight: 0, detail: {} }
  return {
    verdict: 'hold',
    category: null,
    risk: {},
    evidence: { hits: [], findings: [finding], lexiconVersion, policyVersion, modelVersion: null },
  }
}
