import { type ShadowedComment, shadowAgreement } from '../../moderation/shadow-agreement.ts'
import type { Evidence } from '../../screening/evidence.ts'
import { FAILED } from '../../screening/gather.ts'
import { findingsOfText } from '../../screening/nickname/findings.ts'
import type { Screener } from '../../screening/screen.ts'
import { findLastChange, listModelEvents, listModels } from '../../storage/models.ts'
import { listShadowOpinions, type ShadowRow } from '../../storage/shadow-opinions.ts'
import type { Edge } from '../edge.ts'
import type { ModelsView } from './model-schemas.ts'

const MOST_SHADOWED = 2_000
const MOST_EVENTS = 50

/** Shows the models of a site with their figures, what the one in the shadow does, and what was done with them. */
export async function viewModels(edge: Edge, siteId: string, mayChange: boolean): Promise<ModelsView> {
  const { db } = edge
  // First of all: what is read after it is never older, so that no change is missed.
  const last = await findLastChange(db, siteId)
  const [models, events] = await Promise.all([listModels(db, siteId), listModelEvents(db, siteId, MOST_EVENTS)])
  const inShadow = models.find(({ state }) => state === 'shadow')?.version
  const unreadable = edge.screeners.unreadable().filter((one) => one.siteId === siteId)
  const agreement = inShadow === undefined ? null : await compareShadow(edge, siteId, inShadow)
  return {
    shipped: edge.screener.modelVersion,
    reading: edge.screeners.of(siteId).modelVersion,
    models: models.map(({ trainedAt, promotedAt, figures, ...model }) => ({
      ...model,
      trainedAt: trainedAt.toISOString(),
      promotedAt: promotedAt?.toISOString() ?? null,
      isUnreadable: unreadable.some(({ version }) => version === model.version),
      figures: { ...figures, candidate: { ...figures.candidate }, base: { ...figures.base } },
      shadow: model.version === inShadow && agreement ? { ...agreement } : null,
    })),
    events: events.map(({ version, type, at, moderator }) => ({ version, type, at: at.toISOString(), moderator })),
    seen: last?.id ?? null,
    mayChange,
  }
}

/** Of the comments that the very model in force judged; `null` where there are none yet. */
async function compareShadow({ db, screeners }: Edge, siteId: string, version: string) {
  const model = screeners.shadowOf(siteId)
  if (model?.version !== version) return null
  const active = screeners.of(siteId)
  const shadow = active.withModel(model)
  const rows = await listShadowOpinions(db, { siteId, version, limit: MOST_SHADOWED })
  const compared = rows.filter(({ evidence }) => isJudgedBy(active, evidence)).map(judgeByBoth(active, shadow))
  return compared.length === 0 ? null : shadowAgreement(compared)
}

/** What a rule or the model itself had failed on tells nothing of either. */
function isJudgedBy({ modelVersion }: Screener, evidence: Evidence): boolean {
  if (evidence.findings.some(({ rule }) => rule.startsWith(FAILED))) return false
  return evidence.modelVersion === modelVersion && (evidence.opinion === null) === (modelVersion === null)
}

/** Both weigh what was found in the text. A refusal may be of the name beside it, where that was found fault with. */
function judgeByBoth(active: Screener, shadow: Screener) {
  return ({ opinion, mode, evidence, decision }: ShadowRow): ShadowedComment => {
    const ofText = { hits: evidence.hits, findings: findingsOfText(evidence.findings) }
    return {
      verdict: shadow.judge({ ...ofText, opinion }, mode).verdict,
      opinion,
      activeVerdict: active.judge({ ...ofText, opinion: evidence.opinion }, mode).verdict,
      activeOpinion: evidence.opinion,
      decision: ofText.findings.length < evidence.findings.length ? null : decision,
    }
  }
}
