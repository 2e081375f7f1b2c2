import type { OwnComment } from '../../http/reader/schemas.ts'
import { Failed } from './failed.tsx'
import type { ActingGiven } from './given.ts'
import type { OwnCommentActions } from './own-comment.tsx'
import { useBox } from './use-box.ts'

interface AppealPlaceProps {
  readonly comment: OwnComment
  readonly appeal: OwnCommentActions['appeal']
  /** It was sent, and the box is gone. */
  readonly sent: () => void
}

/** Offers to ask why a comment was refused to be reconsidered, also where nobody writes any more. */
export function AppealPlace({ comment, appeal, sent }: AppealPlaceProps, { acting }: ActingGiven) {
  const { id, appealUntil, appealHours } = comment
  const { mine, hasFailed, button, close } = useBox(acting)
  if (appealUntil === null || appealHours === null || Date.parse(appealUntil) <= Date.now()) return null
  if (mine) {
    const send = async (reason: string) => {
      const problem = await appeal(id, reason)
      if (!problem) sent()
      return problem
    }
    return <mine.parts.AppealBox {...{ send, close }} texts={mine.texts} hours={appealHours} />
  }
  return (
    <>
      <button class="alt" type="button" {...button}>
        {acting.texts.appeal}
      </button>
      <Failed isSo={hasFailed} words={acting.texts.likeFailed} />
    </>
  )
}
