import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Problem } from '../problem.ts'
import { clockTime } from '../relative-time.ts'
import type { MineTexts } from '../texts/mine/mine-texts.ts'
import { fill, formatCount } from '../texts/texts.ts'
import type { ActingGiven } from './given.ts'
import { useSubmission } from './use-submission.ts'

interface EditBoxProps {
  readonly texts: MineTexts
  readonly text: string
  readonly until: string
  /** Sends the text under a key; what comes back says why it was not taken. */
  readonly save: (text: string, key: string) => Promise<Problem | undefined>
  readonly close: () => void
  readonly tools: WritingTools
}

/** Of the box that comments are written in, which has brought them already. */
export interface WritingTools {
  readonly count: (text: string) => number
  readonly limit: number
  readonly newKey: () => string
}

/** Where an own comment is changed. What could not be saved stays in the box. */
export function EditBox({ texts, text, until, save, close, tools }: EditBoxProps, given: ActingGiven) {
  const { acting } = given
  const [changed, setChanged] = useState(text)
  // The same text is one change, however often it is sent.
  const key = useMemo(tools.newKey, [changed])
  const input = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => input.current?.focus(), [])
  const { isSending: isSaving, problem, submit } = useSubmission(() => save(changed, key), close)
  const { limit } = tools
  const count = tools.count(changed.trim())
  const canSave = count > 0 && count <= limit && changed.trim() !== text && !isSaving
  return (
    <form class="box edit" onSubmit={(event) => submit(event, canSave)} part="edit" aria-busy={isSaving}>
      <textarea
        ref={input}
        rows={3}
        aria-label={texts.editLabel}
        aria-invalid={count > limit}
        value={changed}
        readOnly={isSaving}
        onInput={(event) => setChanged(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && close()}
      />
      <p class="hint">{fill(texts.editHint, { clock: clockTime(until) })}</p>
      {problem && (
        <p class="hint no" role="alert">
          {problemWords(problem, texts, given)}
        </p>
      )}
      <div class="row">
        <span class={count > limit ? 'cnt over' : 'cnt'}>
          {fill(acting.texts.length, { n: formatCount(count), limit: formatCount(limit) })}
        </span>
        <button class="txt" type="button" onClick={close}>
          {acting.texts.cancel}
        </button>
        <button class="send" type="submit" aria-disabled={!canSave}>
          {isSaving ? texts.saving : texts.save}
        </button>
      </div>
    </form>
  )
}

function problemWords(problem: Problem, texts: MineTexts, given: ActingGiven): string {
  if (problem.kind === 'refused') return problem.message
  if (problem.kind === 'slow') return fill(texts.editSlow, { n: problem.seconds })
  if (problem.kind === 'expired') return given.acting.texts.expiredTitle
  if (problem.kind === 'closed') return given.texts.closedTitle
  return problem.kind === 'offline' ? texts.editOffline : texts.editFailed
}
