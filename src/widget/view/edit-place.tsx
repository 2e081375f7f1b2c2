import { useEffect, useRef, useState } from 'preact/hooks'
import type { OwnComment } from '../../http/reader/schemas.ts'
import { newKey } from '../draft.ts'
import { countGraphemes } from '../graphemes.ts'
import { Failed } from './failed.tsx'
import type { ActingGiven } from './given.ts'
import type { OwnCommentActions } from './own-comment.tsx'
import { useBox } from './use-box.ts'
import { TEXT_LIMIT } from './use-composer.ts'

interface EditPlaceProps {
  readonly comment: OwnComment
  readonly canWrite: boolean
  readonly actions: Pick<OwnCommentActions, 'edit' | 'refresh'>
}

/** Offers to change an own comment for as long as that is possible; what it takes is fetched when it is asked for. */
export function EditPlace({ comment, canWrite, actions }: EditPlaceProps, { acting }: ActingGiven) {
  const { id, text, editableUntil } = comment
  const isOver = useOver(editableUntil)
  const { mine, hasFailed, button, close: closeBox } = useBox(acting)
  /** A refusal may tell of what happened elsewhere. It is shown once the box is closed, which holds the new text. */
  const wasRefused = useRef(false)
  if (mine && editableUntil !== null) {
    const close = () => {
      closeBox()
      if (wasRefused.current) actions.refresh()
    }
    const save = async (changed: string, key: string) => {
      const problem = await actions.edit(id, changed, key)
      wasRefused.current = problem?.kind === 'refused'
      return problem
    }
    return <mine.parts.EditBox {...{ text, save, close }} texts={mine.texts} until={editableUntil} tools={TOOLS} />
  }
  if (!canWrite || isOver) return null
  return (
    <>
      <button class="txt" type="button" {...button}>
        {acting.texts.edit}
      </button>
      <Failed isSo={hasFailed} words={acting.texts.likeFailed} />
    </>
  )
}

const TOOLS = { count: countGraphemes, limit: TEXT_LIMIT, newKey }

/** Whether the time is over, as it passes. */
function useOver(until: string | null): boolean {
  const left = () => (until === null ? 0 : Date.parse(until) - Date.now())
  const [isOver, setOver] = useState(left() <= 0)
  useEffect(() => {
    setOver(left() <= 0)
    const timer = setTimeout(() => setOver(true), Math.max(0, left()))
    return () => clearTimeout(timer)
  }, [until])
  return isOver
}
