import { useState } from 'preact/hooks'
import type { CommentView } from '../../http/moderator/card-schemas.ts'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { CardBody } from '../card/card-body.tsx'
import { CardMeta } from '../card/card-meta.tsx'
import type { CategoriesByCode } from '../card/category-name.ts'
import { Notes } from '../card/notes.tsx'
import { PastDecisions } from '../card/past-decisions.tsx'
import { Timeline } from '../card/timeline.tsx'
import { veiledFor } from '../care/veil.ts'
import { useTexts } from '../texts/texts.ts'
import { mayUndo } from './may-undo.ts'

interface Props {
  readonly api: ModeratorApi
  readonly view: CommentView
  readonly categories: CategoriesByCode
  readonly moderator: SessionView['moderator']
  readonly isBlurOn: boolean
  readonly isBusy: boolean
  readonly now: number
  readonly onUndo: (decisionId: string) => void
  readonly onClaim: () => void
}

export function Looked({ api, view, categories, moderator, isBlurOn, isBusy, now, onUndo, onClaim }: Props) {
  const { t } = useTexts()
  const [isWhole, setWhole] = useState(false)
  const [isLifted, setLifted] = useState(false)
  const mayClaim = moderator.rights.includes('decide') && view.comment.status !== 'withdrawn'
  return (
    <>
      <CardMeta view={view} now={now}>
        {mayClaim && (
          <button type="button" class="btn push" disabled={isBusy} onClick={onClaim}>
            {t('look.claim')}
          </button>
        )}
      </CardMeta>
      <CardBody
        view={view}
        categories={categories}
        mayDecide={moderator.rights.includes('decide')}
        acting={moderator.rights.includes('decide') ? { api, isLead: moderator.rights.includes('lead') } : undefined}
        now={now}
        isNormalizedWhole={isWhole}
        onToggleNormalized={() => setWhole(!isWhole)}
        isBlurOn={isBlurOn}
        veiled={isBlurOn ? veiledFor(view) : []}
        veil={isLifted ? 'lifted' : 'down'}
        onToggleVeil={() => setLifted(!isLifted)}
      />
      <PastDecisions decisions={view.decisions} categories={categories}>
        {(decision) =>
          mayUndo(decision, moderator, now) && (
            <button type="button" class="btn sm" disabled={isBusy} onClick={() => onUndo(decision.id)}>
              {t('act.undo')}
            </button>
          )
        }
      </PastDecisions>
      <Notes notes={view.notes} />
      <Timeline events={view.events} displayName={moderator.displayName} categories={categories} />
    </>
  )
}
