import type {
  NewTrainingCard,
  NewTrainingMode,
  TrainingResults,
  TrainingView,
} from '../../http/moderator/training-schemas.ts'
import type { Reply, Send } from './request.ts'

/** Known-answer cards: leads keep them, and whoever is in training reads how it went. */
export interface TrainingApi {
  training(): Promise<Reply<TrainingView>>
  trainingResults(moderatorId: string): Promise<Reply<TrainingResults>>
  /** 0 ends it. */
  setTraining(moderatorId: string, rate: NewTrainingMode['rate']): Promise<Reply<undefined>>
  makeTrainingCard(commentId: string, card: NewTrainingCard): Promise<Reply<undefined>>
  retireTrainingCard(commentId: string): Promise<Reply<undefined>>
}

export function createTrainingApi(send: Send): TrainingApi {
  return {
    training: () => send('GET', '/training'),
    trainingResults: (id) => send('GET', `/training/moderators/${id}/results`),
    setTraining: (id, rate) => send('PUT', `/training/moderators/${id}`, { body: { rate } }),
    makeTrainingCard: (id, card) => send('PUT', `/comments/${id}/training-card`, { body: card }),
    retireTrainingCard: (id) => send('DELETE', `/comments/${id}/training-card`),
  }
}
