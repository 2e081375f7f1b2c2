import type { CommentView } from '../../http/moderator/card-schemas.ts'
import type { SessionView } from '../../http/moderator/schemas.ts'

/** Whether to offer it: the server has the last word. A lead may always, whoever decided for a few seconds. */
export function mayUndo(
  { undoUntil, decidedBy }: CommentView['decisions'][number],
  { rights, displayName }: SessionView['moderator'],
  now: number,
): boolean {
  // What the policy decided cannot be undone: it is decided anew.
  if (undoUntil === null) return false
  return rights.includes('lead') || (decidedBy === displayName && Date.parse(undoUntil) > now)
}
