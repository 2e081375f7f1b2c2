import { useRef, useState } from 'preact/hooks'
import type { Problem } from '../problem.ts'

/** Sends what stands in a box, which closes once it is taken and keeps it where it is not. */
export function useSubmission(send: () => Promise<Problem | undefined>, close: () => void) {
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  // Two submissions may come before the first is rendered.
  const isUnderWay = useRef(false)
  const submit = async (event: Event, canSend: boolean) => {
    event.preventDefault()
    if (!canSend || isUnderWay.current) return
    isUnderWay.current = true
    setSending(true)
    const found = await send()
    isUnderWay.current = false
    setSending(false)
    setProblem(found)
    if (!found) close()
  }
  return { isSending, problem, submit }
}
