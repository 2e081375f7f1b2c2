import { useMemo } from 'preact/hooks'
import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { VeilBar } from '../care/veil-bar.tsx'
import { authorAddress, similarAddress } from '../many/many-address.ts'
import type { Veil } from '../review/desk.ts'
import type { Acting } from '../standing/acting.ts'
import { Answered } from './answered.tsx'
import { Author } from './author.tsx'
import type { CategoriesByCode } from './category-name.ts'
import { Complaints } from './complaints.tsx'
import { Context } from './context.tsx'
import { Escalation } from './escalation.tsx'
import { Evidence } from './evidence.tsx'
import { Normalized } from './normalized.tsx'
import { Recent } from './recent.tsx'
import { Said } from './said.tsx'
import { numbered } from './segments.ts'

export interface CardBodyProps {
  readonly view: CommentView
  readonly categories: CategoriesByCode
  readonly now: number
  readonly isNormalizedWhole: boolean
  readonly onToggleNormalized: () => void
  readonly isBlurOn: boolean
  /** Why the comment is blurred; empty for most. */
  readonly veiled: readonly string[]
  readonly veil: Veil
  readonly onToggleVeil: () => void
  readonly mayDecide: boolean
  /** What acting about author and article needs; nothing for who may not. */
  readonly acting: Acting | undefined
}

/** Everything there is to see of a comment, in the order in which it is weighed. */
export function CardBody(props: CardBodyProps) {
  const { view, categories, now, isNormalizedWhole, onToggleNormalized, isBlurOn, veiled, veil, onToggleVeil } = props
  const { comment, screening, author, article, answered, escalation, duplicates } = view
  // Whoever looks a second time must not learn by others what was made of it.
  const mayActOnMany = props.mayDecide && !view.isBlind
  const acting = view.isBlind ? undefined : props.acting
  const isVeiled = veiled.length > 0 && veil === 'down'
  const hits = useMemo(() => numbered(screening.hits), [screening])
  return (
    <>
      {escalation && <Escalation escalation={escalation} />}
      <Complaints view={view} categories={categories} now={now} isVeiled={isVeiled} />
      <Context article={article} acting={acting} />
      <Answered answered={answered} isVeiled={isBlurOn && veil === 'down'} />
      {veiled.length > 0 && <VeilBar codes={veiled} veil={veil} categories={categories} onToggle={onToggleVeil} />}
      <Said comment={comment} hits={hits} isVeiled={isVeiled} />
      <Normalized
        text={comment.text}
        normalized={comment.normalized}
        hits={hits}
        isWhole={isNormalizedWhole}
        onToggle={onToggleNormalized}
        isVeiled={isVeiled}
      />
      <div class="lower">
        <Evidence
          screening={screening}
          duplicates={duplicates}
          hits={hits}
          categories={categories}
          isVeiled={isVeiled}
          many={mayActOnMany ? similarAddress(view) : undefined}
        />
        <Author
          author={author}
          commentId={comment.id}
          suggestion={comment.category ?? view.suggestion}
          acting={acting}
          categories={categories}
          now={now}
          many={mayActOnMany ? authorAddress(view) : undefined}
        />
      </div>
      <Recent
        recent={author.recent}
        categories={categories}
        now={now}
        isVeiled={isBlurOn && veil === 'down'}
        onToggleVeil={isBlurOn && veiled.length === 0 ? onToggleVeil : undefined}
      />
    </>
  )
}
