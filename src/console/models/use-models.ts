import { useEffect, useState } from 'preact/hooks'
import type { ModelsView } from '../../http/moderator/model-schemas.ts'
import type { ModelAct, ModeratorApi } from '../api/moderator-api.ts'
import type { Reply } from '../api/request.ts'

/** The models as they were last told, and what went wrong since. */
export interface ModelsState {
  readonly models: ModelsView | null
  /** Set while a change is under way: a second press does nothing. */
  readonly isBusy: boolean
  readonly isUnreachable: boolean
  /** What the server said no with. */
  readonly refusal: string | null
}

const ASKING: ModelsState = { models: null, isBusy: true, isUnreachable: false, refusal: null }

/** Loads the models, and changes them one change at a time; what was seen last stays when a change fails. */
export function useModels(api: ModeratorApi, onEnded: () => void) {
  const [state, setState] = useState(ASKING)
  const settle = (reply: Reply<ModelsView>): void => {
    if (reply.kind === 'refused' && reply.status === 401) {
      onEnded()
      return
    }
    setState(({ models }) => ({
      models: reply.kind === 'ok' ? reply.value : models,
      isBusy: false,
      isUnreachable: reply.kind === 'unreachable',
      refusal: reply.kind === 'refused' ? reply.refusal.message : null,
    }))
  }
  const send = (ask: () => Promise<Reply<ModelsView>>): void => {
    setState((before) => ({ ...before, isBusy: true }))
    void ask().then(settle)
  }
  useEffect(() => send(api.models), [])
  return {
    ...state,
    reload: () => send(api.models),
    act: (act: ModelAct, version: string) => send(() => api.changeModel(act, version)),
  }
}
