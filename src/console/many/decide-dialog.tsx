import { useState } from 'preact/hooks'
import type { BulkPreviewView, NewBulkAct } from '../../http/moderator/bulk/bulk-schemas.ts'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import type { Reply } from '../api/request.ts'
import { useLoaded } from '../api/use-loaded.ts'
import type { Wording } from '../card/wording.ts'
import { Dialog } from '../dialog.tsx'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { isRefusing, type Offer } from './offers.ts'
import { leftOutText, tally } from './outcome-text.ts'
import { Refusal } from './refusal.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly offer: Offer
  /** The list whose texts were read. */
  readonly seen: string
  readonly source: NewBulkAct['source']
  readonly categories: readonly CategoryView[]
  /** What the card suggests. */
  readonly suggestion: string | null
  readonly onClose: () => void
  readonly onEnded: () => void
}

/** Looks once more at what is to be decided, as it stands now, and asks why. */
export function DecideDialog({ api, offer, seen, source, categories, suggestion, onClose, onEnded }: Props) {
  const { t } = useTexts()
  const { kind, ids } = offer
  const [category, setCategory] = useState(suggestion ?? '')
  const [wording, setWording] = useState<Wording | null>(null)
  const [note, setNote] = useState('')
  const wish = { kind, seen, source: { type: 'selection' as const, commentIds: [...ids] } }
  const loaded = useLoaded<BulkPreviewView>(() => api.previewMany(wish), onEnded)
  const { value: preview, isBusy, refusal, isUnreachable, send } = loaded
  const ready = preview?.comments.filter(({ outcome }) => outcome === 'decided') ?? []
  const isWhole = !isRefusing(kind) || category !== ''

  const act = async (): Promise<Reply<BulkPreviewView>> => {
    if (!preview) return api.previewMany(wish)
    const reply = await api.actOnMany({
      ...{ bulkId: preview.bulkId, kind, source, note: note.trim() || null },
      ...(isRefusing(kind) ? { category, templateId: wording?.templateId } : { category: null }),
      comments: ready.map(({ id, status }) => ({ id, status })),
    })
    if (reply.kind !== 'ok') return reply
    location.assign(`#acts/${reply.value.id}`)
    return { kind: 'ok', value: preview }
  }
  return (
    <Dialog title={t(`many.dialog.${kind}`, { count: preview ? ready.length : ids.length })} onClose={onClose}>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('many.not_sent')} onRetry={loaded.reload} />
      <form
        class="many-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole && ready.length > 0 && !isBusy) void send(act)
        }}
      >
        {preview && <Effect preview={preview} ready={ready.length} />}
        {isRefusing(kind) && (
          <Refusal
            categories={categories}
            code={category}
            wording={wording}
            onCode={(code) => {
              setCategory(code)
              setWording(null)
            }}
            onWording={setWording}
          />
        )}
        <label class="field">
          {t('many.note')}
          <textarea class="f" rows={2} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
        <p class="acts end">
          <button type="button" class="btn" onClick={onClose}>
            {t('sure.no')}
          </button>
          <button
            type="submit"
            class={isRefusing(kind) ? 'btn no' : 'btn ok'}
            disabled={isBusy || ready.length === 0 || !isWhole}
          >
            {t(preview && ready.length > preview.alone ? 'many.propose' : `many.do.${kind}`, { count: ready.length })}
          </button>
        </p>
      </form>
    </Dialog>
  )
}

function Effect({ preview, ready }: { preview: BulkPreviewView; ready: number }) {
  const { t } = useTexts()
  const left = leftOutText(tally(preview.comments.map(({ outcome }) => outcome)), t)
  const isSecondNeeded = ready > preview.alone
  return (
    <div role="status">
      {ready === 0 && <p class="warn">{t('many.nothing_left')}</p>}
      {ready > 0 && (
        <p class={isSecondNeeded ? 'hint warn' : 'hint'}>
          {t(isSecondNeeded ? 'many.needs_second' : 'many.at_once', { alone: preview.alone })}
        </p>
      )}
      {left !== '' && <p class="sm sub">{t('many.left_out', { left })}</p>}
    </div>
  )
}
