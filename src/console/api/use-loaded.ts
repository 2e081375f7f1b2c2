import { useEffect, useState } from 'preact/hooks'
import type { Reply } from './request.ts'

/** What was last told, and what went wrong since. */
export interface Loaded<T> {
  readonly value: T | null
  /** Set while a change is under way: a second press does nothing. */
  readonly isBusy: boolean
  readonly isUnreachable: boolean
  /** What the server said no with. */
  readonly refusal: string | null
}

/**
 * Loads something, and changes it one change at a time by requests that answer with how it stands then; what was seen
 * last stays when a change fails, and is loaded anew where it failed because it is otherwise by now. `onEnded` is called
 * when the session is over.
 */
export function useLoaded<T>(load: () => Promise<Reply<T>>, onEnded: () => void) {
  const [state, setState] = useState<Loaded<T>>({ value: null, isBusy: true, isUnreachable: false, refusal: null })
  const settle = async (reply: Reply<T>): Promise<void> => {
    if (reply.kind === 'refused' && reply.status === 401) {
      onEnded()
      return
    }
    const isOutdated = reply.kind === 'refused' && reply.status === 409
    const fresh = isOutdated ? await load() : reply
    setState(({ value }) => ({
      value: fresh.kind === 'ok' ? fresh.value : value,
      isBusy: false,
      isUnreachable: reply.kind === 'unreachable',
      refusal: reply.kind === 'refused' ? reply.refusal.message : null,
    }))
  }
  const send = (ask: () => Promise<Reply<T>>): Promise<void> => {
    setState((before) => ({ ...before, isBusy: true }))
    return ask().then(settle)
  }
  useEffect(() => void send(load), [])
  return { ...state, reload: () => void send(load), send }
}
