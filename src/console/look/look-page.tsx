import { useEffect, useState } from 'preact/hooks'
import type { CommentView } from '../../http/moderator/card-schemas.ts'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'
import { PrecisionContext, useMeasured } from '../card/precision.ts'
import { shortId } from '../card/short-id.ts'
import type { Review } from '../review/review.ts'
import { useCategories } from '../review/use-categories.ts'
import { Sure } from '../sure.tsx'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { Looked } from './looked.tsx'
import { MakeTraining } from './make-training.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly review: Review
  readonly commentId: string
  readonly moderator: SessionView['moderator']
  readonly isBlurOn: boolean
  readonly onEnded: () => void
}

/** One comment by its id, in any status, without a lease: to read it, to undo, or to claim it. */
export function LookPage({ api, review, commentId, moderator, isBlurOn, onEnded }: Props) {
  const { t, language } = useTexts()
  const { value: view, isBusy, isUnreachable, refusal, reload, send } = useLoaded(() => api.comment(commentId), onEnded)
  const { categories, byCode } = useCategories(api, { language })
  const measured = useMeasured(api, true)
  const [asked, setAsked] = useState<string | null>(null)

  useEffect(() => document.getElementById('front')?.focus(), [])

  const undo = (decisionId: string) =>
    send(async () => {
      const reply = await api.undo(commentId, decisionId)
      if (reply.kind !== 'ok') return reply
      // An own decision comes back to the desk.
      if (reply.value.card) review.open(reply.value.card)
      return api.comment(commentId)
    })
  const claim = () =>
    send(async () => {
      const reply = await api.open(commentId)
      if (reply.kind !== 'ok') return reply
      review.open(reply.value)
      location.assign('#review')
      return reply
    })

  return (
    <main class="page look">
      <h1 id="front" tabIndex={-1}>
        {t('look.title', { comment: shortId(commentId) })}
      </h1>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('look.failed')} onRetry={reload} />
      {view === null && isBusy && <p class="dim">{t('loading')}</p>}
      {view && (
        <PrecisionContext.Provider value={measured}>
          <Looked
            {...{ api, view, moderator, isBlurOn, isBusy }}
            categories={byCode}
            now={api.serverNow()}
            onUndo={setAsked}
            onClaim={() => void claim()}
          />
        </PrecisionContext.Provider>
      )}
      {view && mayTrainWith(view, moderator) && (
        <MakeTraining api={api} comment={view.comment} categories={categories} onEnded={onEnded} />
      )}
      {asked !== null && (
        <Sure
          text={t('look.sure')}
          onAnswer={(isSure) => {
            setAsked(null)
            if (isSure) void undo(asked)
          }}
        />
      )}
    </main>
  )
}

// Of a decided comment: the answer is known, and a lead says it.
function mayTrainWith({ comment, isBlind }: CommentView, { rights }: Props['moderator']): boolean {
  return rights.includes('lead') && !isBlind && comment.status !== 'held' && comment.status !== 'withdrawn'
}
