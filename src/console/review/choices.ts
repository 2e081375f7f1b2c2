import type { CommentView } from '../../http/moderator/card-schemas.ts'
import type { Intent } from './review-state.ts'

type Status = CommentView['comment']['status']

/** What A and R do: both also keep what stands already. */
interface Choices {
  readonly approve: Intent['kind']
  readonly refuse: Intent['kind']
}

const CHOICES: Readonly<Record<Exclude<Status, 'withdrawn'>, Choices>> = {
  held: { approve: 'publish', refuse: 'reject' },
  published: { approve: 'publish', refuse: 'remove' },
  rejected: { approve: 'restore', refuse: 'reject' },
  removed: { approve: 'restore', refuse: 'remove' },
}

/** What may be decided of a comment in this status; nothing of a withdrawn one. */
export function choicesFor(status: Status): Choices | undefined {
  return status === 'withdrawn' ? undefined : CHOICES[status]
}
