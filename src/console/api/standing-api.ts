import type { NewRiskLevel, NewSlowness } from '../../http/moderator/article-schemas.ts'
import type { NewSanction, StandingView } from '../../http/moderator/sanction-schemas.ts'
import type { Reply, Send } from './request.ts'

/** What is done about authors and articles; sanctions answer with how the author stands then. */
export interface StandingApi {
  imposeSanction(commentId: string, sanction: NewSanction): Promise<Reply<StandingView>>
  liftSanction(sanctionId: string, reason: string): Promise<Reply<StandingView>>
  setRiskLevel(articleId: string, level: NewRiskLevel['level']): Promise<Reply<undefined>>
  setSlowMode(articleId: string, seconds: NewSlowness['seconds']): Promise<Reply<undefined>>
}

export function createStandingApi(send: Send): StandingApi {
  return {
    imposeSanction: (commentId, sanction) => send('POST', `/comments/${commentId}/sanctions`, { body: sanction }),
    liftSanction: (id, reason) => send('POST', `/sanctions/${id}/lift`, { body: { reason } }),
    setRiskLevel: (id, level) => send('PUT', `/articles/${encodeURIComponent(id)}/risk-level`, { body: { level } }),
    setSlowMode: (id, seconds) => send('PUT', `/articles/${encodeURIComponent(id)}/slow-mode`, { body: { seconds } }),
  }
}
