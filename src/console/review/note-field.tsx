import { useLayoutEffect, useRef } from 'preact/hooks'
import { useTexts } from '../texts/texts.ts'

/** As the interface bounds it. */
const NOTE_LENGTH = 1000

interface Props {
  readonly note: string
  /** False when the field is there only because something stands in it. */
  readonly isAsked: boolean
  readonly onNote: (note: string) => void
}

export function NoteField({ note, isAsked, onNote }: Props) {
  const { t } = useTexts()
  const field = useRef<HTMLTextAreaElement>(null)
  // Before the next key arrives: it belongs to the note, and must not decide the comment.
  useLayoutEffect(() => {
    if (isAsked) field.current?.focus()
  }, [])
  return (
    <div class="note-field">
      <label for="note">{t('note.label')}</label>
      <span class="dim xs">{t('note.leave')}</span>
      <textarea
        class="f"
        id="note"
        ref={field}
        rows={2}
        maxLength={NOTE_LENGTH}
        placeholder={t('note.placeholder')}
        value={note}
        onInput={(event) => onNote(event.currentTarget.value)}
      />
    </div>
  )
}
