import { useState } from 'preact/hooks'
import type { Reply } from '../api/request.ts'
import { useTexts } from '../texts/texts.ts'

/** Sends one thing at a time, and keeps what was wrong with the last. */
export function useSending<T>(failed: string, onDone: (value: T) => void) {
  const { t } = useTexts()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const send = async (ask: () => Promise<Reply<T>>): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    const reply = await ask()
    setBusy(false)
    if (reply.kind === 'ok') {
      setError(null)
      return onDone(reply.value)
    }
    setError(reply.kind === 'unreachable' ? failed : reply.refusal.message || t('refused.unknown'))
  }
  return { isBusy, error, send }
}
