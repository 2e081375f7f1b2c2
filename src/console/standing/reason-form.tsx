import type { ComponentChildren } from 'preact'
import { useTexts } from '../texts/texts.ts'

const REASON_LENGTH = 1000

interface Props {
  /** Above the box for the reason, and on the button that sends. */
  readonly label: string
  readonly verb: string
  /** Whether it takes something from the author. */
  readonly isGrave?: boolean
  readonly reason: string
  readonly error: string | null
  readonly canSend: boolean
  readonly onReason: (reason: string) => void
  readonly onSend: () => void
  readonly onClose: () => void
  /** What is chosen before a reason is given. */
  readonly children?: ComponentChildren
}

/** What is done to an author is done with a reason that colleagues read. */
export function ReasonForm(props: Props) {
  const { label, verb, isGrave = false, reason, error, canSend, onReason, onSend, onClose, children } = props
  const { t } = useTexts()
  return (
    <form
      class="many-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
      <label class="field">
        {label}
        <textarea
          class="f"
          rows={2}
          required
          maxLength={REASON_LENGTH}
          value={reason}
          onInput={(event) => onReason(event.currentTarget.value)}
        />
      </label>
      {error !== null && (
        <p class="err" role="alert">
          {error}
        </p>
      )}
      <p class="acts end">
        <button type="button" class="btn" onClick={onClose}>
          {t('sure.no')}
        </button>
        <button type="submit" class={isGrave ? 'btn no' : 'btn'} disabled={!canSend}>
          {verb}
        </button>
      </p>
    </form>
  )
}
