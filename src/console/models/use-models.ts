import type { ModelAct, ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'

/** Loads the models, and changes them one change at a time. */
export function useModels(api: ModeratorApi, onEnded: () => void) {
  const { value: models, send, ...state } = useLoaded(api.models, onEnded)
  return {
    ...state,
    models,
    act: (act: ModelAct, version: string) => {
      if (models) void send(() => api.changeModel({ act, version, seen: models.seen }))
    },
  }
}
