import { useEffect, useState } from 'preact/hooks'
import type { BulkView } from '../../http/moderator/bulk/bulk-schemas.ts'
import type { ActClosing } from '../api/many-api.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'
import type { Review } from '../review/review.ts'
import { useCategories } from '../review/use-categories.ts'
import { useReviewState } from '../review/use-review.ts'
import { Sure } from '../sure.tsx'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { ActComments } from './act-comments.tsx'
import { ActSummary } from './act-summary.tsx'
import { isRefusing } from './offers.ts'
import { isVeiledRow } from './row.ts'

interface Props {
  readonly api: ModeratorApi
  readonly review: Review
  readonly actId: string
  readonly isBlurOn: boolean
  readonly onEnded: () => void
}

/** One act on many with its comments: to be approved or declined by a second person, and to be undone. */
export function ActPage({ api, review, actId, isBlurOn, onEnded }: Props) {
  const { t, language } = useTexts()
  const { actsHeard } = useReviewState(review)
  const { value: act, isBusy, isUnreachable, refusal, reload, send } = useLoaded(() => api.act(actId), onEnded)
  const { byCode } = useCategories(api, { language })
  const [asked, setAsked] = useState<ActClosing | null>(null)
  const [isLifted, setLifted] = useState(!isBlurOn)
  const [isTold, setTold] = useState(false)
  useEffect(() => {
    if (actsHeard > 0) reload()
  }, [actsHeard])
  useEffect(() => document.getElementById('front')?.focus(), [act === null, act?.state])

  const ask = (closing: ActClosing) => {
    // Nothing is published unread, by the second person as by the first.
    const isUnread = closing === 'approval' && act && !isRefusing(act.kind) && act.comments.some(isVeiledRow)
    const isStopped = Boolean(isUnread) && !isLifted
    setTold(isStopped)
    if (isStopped) setLifted(true)
    else setAsked(closing)
  }
  return (
    <main class="page wide act">
      <p>
        <a href="#acts">{t('acts.all')}</a>
      </p>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('acts.failed')} onRetry={reload} />
      {act === null && isBusy && <p class="dim">{t('loading')}</p>}
      {act && (
        <>
          <ActSummary act={act} categories={byCode} now={api.serverNow()}>
            <Closings act={act} isBusy={isBusy} onAsk={ask} />
          </ActSummary>
          {isBlurOn && act.comments.some(isVeiledRow) && (
            <p>
              <button type="button" class="btn sm" aria-pressed={isLifted} onClick={() => setLifted(!isLifted)}>
                {t(isLifted ? 'veil.hide' : 'veil.show')}
              </button>
            </p>
          )}
          <p class="warn" role="status">
            {isTold && t('veil.first')}
          </p>
          <ActComments act={act} categories={byCode} isVeiled={!isLifted} />
        </>
      )}
      {asked && act && (
        <Sure
          text={t(`acts.sure.${asked}`, { count: asked === 'undo' ? (act.outcomes.decided ?? 0) : act.size })}
          onAnswer={(isSure) => {
            setAsked(null)
            if (isSure) void send(() => api.closeAct(actId, asked))
          }}
        />
      )}
    </main>
  )
}

interface ClosingsProps {
  readonly act: BulkView
  readonly isBusy: boolean
  readonly onAsk: (closing: ActClosing) => void
}

function Closings({ act, isBusy, onAsk }: ClosingsProps) {
  const { t } = useTexts()
  const button = (closing: ActClosing, look: string, said = t(`acts.${closing}`)) => (
    <button type="button" class={look} disabled={isBusy} onClick={() => onAsk(closing)}>
      {said}
    </button>
  )
  // Who may not approve it proposed it.
  const withdrawal = t(act.mayApprove ? 'acts.withdrawal' : 'acts.take_back')
  if (!act.mayApprove && !act.mayWithdraw && !act.mayUndo) return null
  return (
    <p class="acts">
      {act.mayApprove && button('approval', isRefusing(act.kind) ? 'btn no' : 'btn ok')}
      {act.mayWithdraw && button('withdrawal', 'btn', withdrawal)}
      {act.mayUndo && button('undo', 'btn')}
    </p>
  )
}
