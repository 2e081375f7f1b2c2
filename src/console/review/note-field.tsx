import { useLayoutEffect, useRef } from 'preact/hooks'
import { useTexts } from '../texts/texts.ts'

/** As the interface bounds it. */
const NOTE_LENGTH = 1000

export function NoteField({ note, onNote }: { note: string; onNote: (note: string) => void }) {
  const { t } = useTexts()
  const field = useRef<HTMLTextAreaElement>(null)
  // Before the next key arrives: it belongs to the note, and must not decide the comment.
  useLayoutEffect(() => field.current?.focus(), [])
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
