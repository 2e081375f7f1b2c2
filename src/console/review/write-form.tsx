import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Reply } from '../api/request.ts'
import { refusalText } from '../session/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'

/** As the interface bounds them. */
const NOTE_LENGTH = 1000
const QUESTION_LENGTH = 500

interface NoteProps {
  readonly note: string
  /** False when the field is there only because something stands in it. */
  readonly isAsked: boolean
  readonly onNote: (note: string) => void
  readonly onKeep: (note: string) => Promise<Reply<unknown>>
}

/** What goes with the decision, or is kept at once for colleagues. */
export function NoteForm({ note, isAsked, onNote, onKeep }: NoteProps) {
  const { t } = useTexts()
  const [error, setError] = useState<string | null>(null)
  const keep = () => {
    if (note.trim() === '') return
    void onKeep(note.trim()).then((reply) => setError(reply.kind === 'ok' ? null : refusalText(reply, t)))
  }
  return (
    <WriteField
      id="note"
      label={t('note.label')}
      hint={t('note.leave')}
      placeholder={t('note.placeholder')}
      length={NOTE_LENGTH}
      text={note}
      isFocused={isAsked}
      error={error}
      onText={onNote}
      onSend={keep}
    >
      {t('note.keep')}
    </WriteField>
  )
}

/** A question to a lead, or the lead's answer. */
export function AskForm({ isAnswer, onSend }: { isAnswer: boolean; onSend: (text: string) => void }) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  return (
    <WriteField
      id="question"
      label={t(isAnswer ? 'answer.label' : 'ask.label')}
      hint={t(isAnswer ? 'answer.leave' : 'ask.leave')}
      placeholder={t(isAnswer ? 'answer.placeholder' : 'ask.placeholder')}
      length={QUESTION_LENGTH}
      text={text}
      isFocused={true}
      error={null}
      onText={setText}
      onSend={() => onSend(text)}
    >
      {t(isAnswer ? 'answer.send' : 'ask.send')}
    </WriteField>
  )
}

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly placeholder: string
  readonly length: number
  readonly text: string
  readonly isFocused: boolean
  readonly error: string | null
  readonly onText: (text: string) => void
  readonly onSend: () => void
  readonly children: ComponentChildren
}

function WriteField(props: FieldProps) {
  const { id, label, hint, placeholder, length, text, isFocused, error, onText, onSend, children } = props
  const field = useRef<HTMLTextAreaElement>(null)
  // Before the next key arrives: it belongs to what is written, and must not decide the comment.
  useLayoutEffect(() => {
    if (isFocused) field.current?.focus()
  }, [isFocused])
  return (
    <div class="note-field">
      <label for={id}>{label}</label>
      <span class="dim xs">{hint}</span>
      <textarea
        class="f"
        id={id}
        ref={field}
        rows={2}
        maxLength={length}
        placeholder={placeholder}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          onSend()
        }}
      />
      {error !== null && (
        <span class="err" role="alert">
          {error}
        </span>
      )}
      <button type="button" class="btn sm" disabled={text.trim() === ''} onClick={onSend}>
        {children} <kbd>Ctrl</kbd>
        <kbd>Enter</kbd>
      </button>
    </div>
  )
}
