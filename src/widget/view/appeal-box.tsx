import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../problem.ts'
import type { MineTexts } from '../texts/mine/mine-texts.ts'
import { fill } from '../texts/texts.ts'
import type { ActingGiven } from './given.ts'
import { useSubmission } from './use-submission.ts'

/** Of UTF-16 code units, as the service and the box count them. */
const REASON_LIMIT = 1000

interface AppealBoxProps {
  readonly texts: MineTexts
  /** Within which an answer is promised. */
  readonly hours: number
  /** What comes back says why it was not taken. */
  readonly send: (reason: string) => Promise<Problem | undefined>
  readonly close: () => void
}

/** Where an author says why another editor should look at it. What could not be sent stays in the box. */
export function AppealBox({ texts, hours, send, close }: AppealBoxProps, { acting }: ActingGiven) {
  const [reason, setReason] = useState('')
  const input = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => input.current?.focus(), [])
  const { isSending, problem, submit } = useSubmission(() => send(reason), close)
  const canSend = reason.trim() !== '' && !isSending
  return (
    <form class="box edit" onSubmit={(event) => submit(event, canSend)} part="appeal" aria-busy={isSending}>
      <textarea
        ref={input}
        rows={3}
        aria-label={texts.appealLabel}
        placeholder={texts.appealLabel}
        maxLength={REASON_LIMIT}
        value={reason}
        readOnly={isSending}
        onInput={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && close()}
      />
      <p class="hint">{fill(texts.appealHint, { n: hours })}</p>
      {problem && (
        <p class="hint no" role="alert">
          {problemWords(problem, texts) ?? acting.texts.expiredTitle}
        </p>
      )}
      <div class="row">
        <button class="txt" type="button" onClick={close}>
          {acting.texts.cancel}
        </button>
        <button class="send" type="submit" aria-disabled={!canSend}>
          {isSending ? texts.appealSending : texts.appealSend}
        </button>
      </div>
    </form>
  )
}

/** Nothing where it is the sign-in that has expired. */
function problemWords(problem: Problem, texts: MineTexts): string | undefined {
  if (problem.kind === 'refused') return problem.message
  if (problem.kind === 'slow') return fill(texts.appealSlow, { n: problem.seconds })
  return problem.kind === 'expired' ? undefined : texts.appealFailed
}
