import type { Screening } from '../../screening/evidence.ts'
import { findingsOfText } from '../../screening/nickname/findings.ts'
import type { ArticleMode } from '../../screening/policy.ts'
import { recordShadowOpinion } from '../../storage/shadow-opinions.ts'
import type { Edge } from '../edge.ts'

interface Screened {
  readonly siteId: string
  readonly commentId: string
  readonly text: string
  readonly screening: Screening
  /** How the article took comments then. */
  readonly mode: ArticleMode
  readonly at: Date
}

/**
 * Asks the model in the shadow, where the site has one, what it thinks of a recorded comment, after the answer is on its
 * way: it delays nobody, changes nothing, and what goes wrong is only logged. It reads what the one in force read: the
 * text, and nothing of the name beside it.
 */
export function askShadow({ db, screeners, log }: Pick<Edge, 'db' | 'screeners' | 'log'>, comment: Screened): void {
  const { siteId, commentId, text, screening, mode, at } = comment
  const model = screeners.shadowOf(siteId)
  if (!model) return
  const ask = async (): Promise<void> => {
    const { evidence } = screening
    const ofText = { ...screening, evidence: { ...evidence, findings: findingsOfText(evidence.findings) } }
    const opinion = screeners.of(siteId).opine(text, ofText, model)
    await recordShadowOpinion(db, { siteId, commentId, modelVersion: model.version, opinion, mode, at })
  }
  setImmediate(() => {
    ask().catch((error: unknown) => log.error({ err: error, commentId }, 'the model in the shadow could not be asked'))
  })
}
