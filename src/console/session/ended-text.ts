import { shortId } from '../card/short-id.ts'
import { actName } from '../review/act-text.ts'
import { type NoteDraft, noteFor } from '../review/note-draft.ts'
import type { Interruption } from '../review/review-state.ts'
import type { Texts } from '../texts/texts.ts'

/** A session that is over, and whose it was. */
export type Ended = Interruption & { readonly username: string; readonly isSignedOut: boolean }

/** What is told of it where the next one begins: every act that nobody confirmed, with its comment. */
export function endedText(ended: Ended | null, noteDraft: NoteDraft | null, t: Texts['t']): string | null {
  if (!ended) return null
  const { unsent, commentId, username, isSignedOut } = ended
  const acts = unsent.map(({ act, card }) =>
    t('sign_in.unsent_act', { act: actName(act, t), comment: shortId(card.comment.id) }),
  )
  const parts = [
    isSignedOut ? '' : t('sign_in.ended'),
    acts.length > 0 ? t('sign_in.unsent', { acts: acts.join(t('list.comma')) }) : '',
    noteFor(noteDraft, commentId, username).trim() === '' ? '' : t('sign_in.note_kept'),
  ]
  return parts.join('') || null
}
