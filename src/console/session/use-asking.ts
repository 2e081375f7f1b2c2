import type { RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Reply } from '../api/request.ts'
import { useTexts } from '../texts/texts.ts'
import { refusalText } from './refusal-text.ts'

/** A form that asks the server one thing at a time. */
export interface Asking {
  /** What was wrong the last time. */
  readonly error: string | null
  readonly isSending: boolean
  /** The field that has the focus again after a refusal. */
  readonly first: RefObject<HTMLInputElement | null>
  /** Asks, and says what is wrong with a refusal; `onRefused` clears what must be typed again. Nothing while it is asked. */
  ask<Value>(send: () => Promise<Reply<Value>>, onDone: (value: Value) => void, onRefused?: () => void): Promise<void>
  /** Says what is wrong before anything is asked. */
  complain(error: string): void
}

interface Options {
  /** Told where the session is over; absent where there is none yet, and where that is said like any other refusal. */
  readonly onEnded?: () => void
  /** What is said where the server could not be reached. */
  readonly unreachable?: string
}

export function useAsking({ onEnded, unreachable }: Options = {}): Asking {
  const { t } = useTexts()
  const [error, setError] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const ask: Asking['ask'] = async (send, onDone, onRefused) => {
    if (isSending) return
    setSending(true)
    const reply = await send()
    setSending(false)
    if (reply.kind === 'ok') {
      setError(null)
      return onDone(reply.value)
    }
    if (onEnded && reply.kind === 'refused' && reply.status === 401) return onEnded()
    setError(refusalText(reply, t, unreachable))
    onRefused?.()
    first.current?.focus()
  }
  return { error, isSending, first, ask, complain: setError }
}
