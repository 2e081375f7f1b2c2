import { type ShadowAgreement, shadowAgreement } from '../../moderation/shadow-agreement.ts'
import { listModelEvents, listModels } from '../../storage/models.ts'
import { listShadowOpinions } from '../../storage/shadow-opinions.ts'
import type { Edge } from '../edge.ts'
import type { ModelsView } from './model-schemas.ts'

const MOST_SHADOWED = 2_000
const MOST_EVENTS = 50

/** Shows the models of a site with their figures, what the one in the shadow does, and what was done with them. */
export async function viewModels(edge: Edge, siteId: string, mayChange: boolean): Promise<ModelsView> {
  const { db } = edge
  const [models, events] = await Promise.all([listModels(db, siteId), listModelEvents(db, siteId, MOST_EVENTS)])
  const inShadow = models.find(({ state }) => state === 'shadow')?.version
  const agreement = inShadow === undefined ? null : await compareShadow(edge, siteId, inShadow)
  return {
    shipped: edge.screener.modelVersion,
    models: models.map(({ trainedAt, promotedAt, figures, ...model }) => ({
      ...model,
      trainedAt: trainedAt.toISOString(),
      promotedAt: promotedAt?.toISOString() ?? null,
      figures: { ...figures, candidate: { ...figures.candidate }, base: { ...figures.base } },
      shadow: model.version === inShadow && agreement ? { ...agreement } : null,
    })),
    events: events.map(({ version, type, at, moderator }) => ({ version, type, at: at.toISOString(), moderator })),
    mayChange,
  }
}

async function compareShadow(
  { db, screeners }: Edge,
  siteId: string,
  version: string,
): Promise<ShadowAgreement | null> {
  const model = screeners.shadowOf(siteId)
  const rows = await listShadowOpinions(db, { siteId, version, limit: MOST_SHADOWED })
  if (model?.version !== version || rows.length === 0) return null
  const screener = screeners.of(siteId).withModel(model)
  return shadowAgreement(
    rows.map(({ opinion, verdict, evidence, decision }) => ({
      opinion,
      verdict: screener.judge({ ...evidence, opinion }).verdict,
      actual: verdict,
      activeOpinion: evidence.opinion,
      decision,
    })),
  )
}
