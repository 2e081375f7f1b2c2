import type { Logger } from 'pino'
import type { Screening } from '../../screening/evidence.ts'
import type { ArticleMode } from '../../screening/policy.ts'
import type { Screener } from '../../screening/screen.ts'

interface Screened {
  readonly screener: Screener
  readonly log: Logger
}

/** Screens a text. Whatever breaks on the way, the comment is held for a person: never published unread, never lost. */
export function screenOrHold({ screener, log }: Screened, text: string, mode: ArticleMode): Screening {
  try {
    return screener.screen(text, mode)
  } catch (error) {
    log.error({ err: error }, 'screening failed, the comment is held')
    return heldUnscreened(screener)
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
