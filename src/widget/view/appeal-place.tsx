import { useEffect, useRef, useState } from 'preact/hooks'
import type { OwnComment } from '../../http/reader/schemas.ts'
import { Failed } from './failed.tsx'
import type { ActingGiven } from './given.ts'
import type { OwnCommentActions } from './own-comment.tsx'
import { useMine } from './use-mine.ts'

interface AppealPlaceProps {
  readonly comment: OwnComment
  readonly appeal: OwnCommentActions['appeal']
  /** It was sent, and the box is gone. */
  readonly sent: () => void
}

/** Offers to ask why a comment was refused to be reconsidered, also where nobody writes any more. */
export function AppealPlace({ comment, appeal, sent }: AppealPlaceProps, { acting }: ActingGiven) {
  const { id, appealUntil, appealHours } = comment
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const { mine, hasFailed } = useMine(acting, isOpen)
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  if (appealUntil === null || appealHours === null || Date.parse(appealUntil) <= Date.now()) return null
  if (isOpen && mine) {
    const send = async (reason: string) => {
      const problem = await appeal(id, reason)
      if (!problem) sent()
      return problem
    }
    return <mine.parts.AppealBox {...{ send }} close={() => setOpen(false)} texts={mine.texts} hours={appealHours} />
  }
  return (
    <>
      <button class="alt" type="button" ref={opener} aria-busy={isOpen} onClick={() => setOpen(true)}>
        {acting.texts.appeal}
      </button>
      <Failed isSo={isOpen && hasFailed} words={acting.texts.likeFailed} />
    </>
  )
}
