import type { Screening } from '../../screening/evidence.ts'
import { recordShadowOpinion } from '../../storage/shadow-opinions.ts'
import type { Edge } from '../edge.ts'

interface Screened {
  readonly siteId: string
  readonly commentId: string
  readonly text: string
  readonly screening: Screening
  readonly at: Date
}

/**
 * Asks the model in the shadow, where the site has one, what it thinks of a recorded comment, after the answer is on its
 * way: it delays nobody, changes nothing, and what goes wrong is only logged.
 */
export function askShadow({ db, screeners, log }: Pick<Edge, 'db' | 'screeners' | 'log'>, comment: Screened): void {
  const { siteId, commentId, text, screening, at } = comment
  const model = screeners.shadowOf(siteId)
  if (!model) return
  const ask = async (): Promise<void> => {
    const opinion = screeners.of(siteId).opine(text, screening, model)
    await recordShadowOpinion(db, { siteId, commentId, modelVersion: model.version, opinion, at })
  }
  setImmediate(() => {
    ask().catch((error: unknown) => log.error({ err: error, commentId }, 'the model in the shadow could not be asked'))
  })
}
