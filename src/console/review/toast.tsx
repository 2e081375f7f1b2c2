import { useEffect, useState } from 'preact/hooks'
import type { CategoriesByCode } from '../card/category-name.ts'
import { shortId } from '../card/short-id.ts'
import { type Texts, useTexts } from '../texts/texts.ts'
import { intentText } from './act-text.ts'
import type { ReviewState } from './review-state.ts'

const REMARK_MS = 4_000

interface Props {
  readonly state: ReviewState
  readonly categories: CategoriesByCode
  readonly onUndo: () => void
}

/** What was just done, said once; a decision with the key that takes it back. */
export function Toast({ state, categories, onUndo }: Props) {
  const { t } = useTexts()
  const { toast, remark } = state
  const isOver = useOver(remark)
  const words = remark === null || isOver ? null : remarkText(remark, t)
  return (
    <div class="toast-place" role="status">
      {words !== null && <p class="toast">{words}</p>}
      {words === null && toast && (
        <div class="toast">
          <span>
            {t('toast.done', { act: intentText(toast.intent, categories, t) })}{' '}
            <span class="mono dim">{shortId(toast.card.comment.id)}</span>
          </span>
          <span class="left">{t('toast.left')}</span>
          <button type="button" onClick={onUndo}>
            {t('act.undo')} <kbd>Z</kbd>
          </button>
        </div>
      )}
    </div>
  )
}

function remarkText(remark: NonNullable<ReviewState['remark']>, t: Texts['t']): string | null {
  return remark.kind === 'refused' ? null : t(`remark.${remark.kind}`)
}

function useOver(remark: ReviewState['remark']): boolean {
  const [over, setOver] = useState<ReviewState['remark']>(null)
  useEffect(() => {
    const timer = setTimeout(() => setOver(remark), REMARK_MS)
    return () => clearTimeout(timer)
  }, [remark])
  return over === remark
}
