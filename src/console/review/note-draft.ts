/** A note that is not sent yet. It belongs to its comment and its writer, also when the session ends between. */
export interface NoteDraft {
  readonly commentId: string
  readonly username: string
  readonly text: string
}

/** What this moderator has written about this comment so far. */
export function noteFor(draft: NoteDraft | null, commentId: string | null, username: string): string {
  return draft?.commentId === commentId && draft?.username === username ? draft.text : ''
}
