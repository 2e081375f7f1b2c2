import type { OwnComment } from '../../http/reader/schemas.ts'
import { signed } from '../signed-thread.ts'
import type { ActingTexts } from '../texts/acting/acting-texts.ts'
import type { Thread } from '../thread.ts'
import type { Rewrite } from './desk.tsx'
import { type OwnCommentActions, outcomeWords } from './own-comment.tsx'

interface Surroundings {
  readonly texts: ActingTexts
  readonly announce: (words: string) => void
  readonly rewrite: { readonly current: Rewrite | null }
  /** The comment that is being written anew, put away once its successor is sent. */
  readonly resent: { current: string | undefined }
  readonly focusList: () => void
}

export interface OwnActions extends OwnCommentActions {
  /** A reply was sent. */
  readonly replied: (comment: OwnComment) => void
  /** What the box above the list held was sent. */
  readonly sent: (comment: OwnComment) => void
}

/** What becomes of the reader's own comments, and how they are told of it. */
export function ownActions(thread: Thread, { texts, announce, rewrite, resent, focusList }: Surroundings): OwnActions {
  const own = signed(thread)
  const replied = (comment: OwnComment) => {
    own.sent(comment)
    announce(outcomeWords(comment, texts))
  }
  return {
    replied,
    sent(comment) {
      replied(comment)
      if (resent.current) own.dismiss(resent.current)
      resent.current = undefined
    },
    dismiss: (id) => own.dismiss(id),
    rewrite(comment) {
      resent.current = comment.id
      rewrite.current?.(comment.text)
    },
    async edit(id, text, key) {
      const answer = await own.edit(id, text, key)
      if (answer?.ok) announce(outcomeWords(answer.value, texts))
      return answer?.ok === false ? answer.problem : undefined
    },
    refresh: () => void own.refreshOwn(),
    async appeal(id, reason) {
      const answer = await own.appeal(id, reason)
      if (answer?.ok) announce(answer.value.answer)
      return answer?.ok === false ? answer.problem : undefined
    },
    async withdraw(id) {
      const problem = await own.withdraw(id)
      if (problem) return problem
      announce(texts.withdrawn)
      focusList()
      return undefined
    },
  }
}
