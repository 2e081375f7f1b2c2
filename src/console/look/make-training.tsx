import { useState } from 'preact/hooks'
import type { CommentView } from '../../http/moderator/card-schemas.ts'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useTexts } from '../texts/texts.ts'
import { TrainingForm } from '../training/training-form.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly comment: CommentView['comment']
  readonly categories: readonly CategoryView[]
  readonly onEnded: () => void
}

/** Makes a decided comment a training card, its answer being as the comment stands unless it is changed. */
export function MakeTraining({ api, comment, categories, onEnded }: Props) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const [isMade, setMade] = useState(false)
  return (
    <div class="acts">
      <button type="button" class="btn" onClick={() => setOpen(true)}>
        {t('training.make')}
      </button>
      <span class="said-so" role="status">
        {isMade ? t('training.made_now') : ''}
      </span>
      {isOpen && (
        <TrainingForm
          api={api}
          commentId={comment.id}
          kind={comment.status === 'published' ? 'publish' : 'reject'}
          category={comment.category}
          because=""
          categories={categories}
          ends={{
            onSaved: () => {
              setOpen(false)
              setMade(true)
            },
            onClose: () => setOpen(false),
            onEnded,
          }}
        />
      )}
    </div>
  )
}
