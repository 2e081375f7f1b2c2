import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Reply } from '../api/request.ts'
import { Dialog } from '../dialog.tsx'
import { refusalText } from '../session/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import type { Ends } from './editable-list.tsx'

interface Props {
  readonly title: string
  readonly ends: Ends
  readonly save: () => Promise<Reply<unknown>>
  readonly children: ComponentChildren
}

/** A dialog that saves what is filled in, and stays with the server's words when it says no. */
export function SaveForm({ title, ends, save, children }: Props) {
  const { t } = useTexts()
  const [error, setError] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)
  async function submit() {
    if (isSending) return
    setSending(true)
    const reply = await save()
    setSending(false)
    if (reply.kind === 'ok') return ends.onSaved()
    if (reply.kind === 'refused' && reply.status === 401) return ends.onEnded()
    setError(refusalText(reply, t))
  }
  return (
    <Dialog title={title} onClose={ends.onClose}>
      {error !== null && (
        <p class="err" role="alert">
          {error}
        </p>
      )}
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {children}
        <p class="acts end">
          <button type="button" class="btn" onClick={ends.onClose}>
            {t('wordings.cancel')}
          </button>
          <button type="submit" class="btn pri" aria-disabled={isSending}>
            {t('wordings.save')}
          </button>
        </p>
      </form>
    </Dialog>
  )
}
