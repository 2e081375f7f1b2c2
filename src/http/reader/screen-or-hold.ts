import type { Logger } from 'pino'
import type { Finding, Screening } from '../../screening/evidence.ts'
import { nicknameFindings } from '../../screening/nickname/findings.ts'
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
  /** Under which article, and on whose site. */
  readonly mode: ArticleMode
  readonly siteName: string
}

/**
 * Screens a text and the name beside it, each by its own rules. A name that would not pass holds a comment that would,
 * since it is the person who must choose another. Whatever breaks on the way, the comment is held: never published
 * unread, never lost.
 */
export function screenOrHold({ screener, log }: Screened, { text, displayName, mode, siteName }: Written): Screening {
  try {
    const screening = screener.screen(text, mode)
    const name = screener.screenNickname(displayName, siteName)
    return name.verdict === 'pass' ? screening : withFindings(screening, name, nicknameFindings(displayName, name))
  } catch (error) {
    log.error({ err: error }, 'screening failed, the comment is held')
    return heldUnscreened(screener)
  }
}

function withFindings(screening: Screening, name: Screening, findings: readonly Finding[]): Screening {
  return {
    ...screening,
    verdict: screening.verdict === 'pass' ? 'hold' : screening.verdict,
    category: screening.category ?? name.category,
    evidence: { ...screening.evidence, findings: [...screening.evidence.findings, ...findings] },
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
