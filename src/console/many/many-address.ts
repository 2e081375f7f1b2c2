import type { NewBulkPreview } from '../../http/moderator/bulk/bulk-schemas.ts'
import type { CommentView } from '../../http/moderator/card-schemas.ts'

/** How many of one author's last may be chosen. */
const LASTS = [10, 50, 200] as const

/** As many as are read in one go. */
export const AUTHORS_LAST = 50

type Kind = NewBulkPreview['kind']

function kindFor({ comment: { status } }: CommentView): Kind {
  if (status === 'published') return 'remove'
  return status === 'held' ? 'reject' : 'restore'
}

/** Where what is like a comment is decided at once. */
export function similarAddress(view: CommentView): string {
  return address({ similar: view.comment.id, kind: kindFor(view), for: view.suggestion ?? '' })
}

/** Where the last comments of its author are. */
export function authorAddress(view: CommentView): string {
  return address({ author: view.author.id, kind: kindFor(view), for: view.suggestion ?? '' })
}

function address(parameters: Readonly<Record<string, string>>): string {
  return `#many/${new URLSearchParams(parameters)}`
}

/** Returns the addresses of fewer and of more of an author's last; none where nothing is of one author. */
export function lastAddresses({ wish: { kind, source }, suggestion }: ManyAddress) {
  if (source.type !== 'author') return []
  const { readerId, last: shown } = source
  return LASTS.map((last) => ({
    last,
    isShown: last === shown,
    href: address({ author: readerId, kind, for: suggestion ?? '', last: String(last) }),
  }))
}

export interface ManyAddress {
  readonly wish: NewBulkPreview
  readonly suggestion: string | null
}

const KINDS: readonly Kind[] = ['publish', 'reject', 'remove', 'restore']

/** Reads the address back; nothing where it names neither. */
export function readManyAddress(what: string): ManyAddress | undefined {
  const parameters = new URLSearchParams(what)
  const kind = KINDS.find((one) => one === parameters.get('kind')) ?? 'reject'
  const suggestion = parameters.get('for') || null
  const [commentId, readerId] = [parameters.get('similar'), parameters.get('author')]
  if (commentId) return { wish: { kind, source: { type: 'near_duplicates', commentId } }, suggestion }
  const last = LASTS.find((one) => String(one) === parameters.get('last')) ?? AUTHORS_LAST
  if (readerId) return { wish: { kind, source: { type: 'author', readerId, last } }, suggestion }
  return undefined
}
