import type { CommentPage, Permalink, ReplyPage } from '../http/reader/schemas.ts'
import { pageQuery } from './api.ts'
import { repliesOf, withReplies } from './replies.ts'
import { isListed, type Snapshot } from './snapshot.ts'
import type { Thread } from './thread.ts'

/** Shows the page where a comment stands, down to the reply; a comment that nobody can read leaves the list as it is. */
export async function open(thread: Thread, id: string): Promise<void> {
  const { api } = thread
  if (!api) return
  if (!isListed(thread.snapshot, id)) {
    const answer = await api.read<Permalink>(`/v1/comments/${id}`)
    // What stands under another article has no page here.
    const found = answer.ok && answer.value.comment.article === thread.options.article ? answer.value : undefined
    if (found) await thread.load('newest', found.cursor)
    else if (thread.snapshot.phase === 'loading') await thread.load(thread.snapshot.sort)
    const first = found?.comment.thread
    while (first && !isListed(thread.snapshot, id) && (await loadReplies(thread, first)) > 0);
  }
  thread.show({ ...thread.snapshot, linked: { id, isFound: isListed(thread.snapshot, id) } })
}

/** Loads the page after the last shown; returns how many comments it brought. */
export async function loadMore(thread: Thread): Promise<number> {
  const { api, loads } = thread
  const { sort, nextCursor, isBusy, comments } = thread.snapshot
  if (!api || nextCursor === null || isBusy) return 0
  thread.show({ ...thread.snapshot, isBusy: true, missing: null })
  const page = await api.list(sort, nextCursor)
  if (loads !== thread.loads) return 0
  const next: Snapshot = { ...thread.snapshot, isBusy: false }
  thread.show(page.ok ? withNextPage(next, page.value) : { ...next, missing: 'more' })
  return thread.snapshot.comments.length - comments.length
}

/** Loads the first or the next page of a thread's replies; returns how many it brought. */
export async function loadReplies(thread: Thread, id: string): Promise<number> {
  const { api, loads } = thread
  const { isBusy, isLoaded, nextCursor, comments } = repliesOf(thread.snapshot, id)
  if (!api || isBusy || (isLoaded && nextCursor === null)) return 0
  thread.show(withReplies(thread.snapshot, id, { isBusy: true, hasFailed: false }))
  const page = await api.read<ReplyPage>(`/v1/comments/${id}/replies?${pageQuery(nextCursor)}`)
  if (loads !== thread.loads) return 0
  if (page.ok) thread.show(withReplyPage(thread.snapshot, id, page.value))
  else thread.show(withReplies(thread.snapshot, id, { isBusy: false, hasFailed: true }))
  return repliesOf(thread.snapshot, id).comments.length - comments.length
}

/** A further page is appended; what moved across the page boundary meanwhile is not shown twice. */
function withNextPage(snapshot: Snapshot, page: CommentPage): Snapshot {
  const known = new Set(snapshot.comments.map((comment) => comment.id))
  const comments = [...snapshot.comments, ...page.comments.filter((comment) => !known.has(comment.id))]
  return { ...snapshot, comments, nextCursor: page.nextCursor, mode: page.mode }
}

/** A further page is appended; nothing is shown twice. */
function withReplyPage(snapshot: Snapshot, thread: string, page: ReplyPage): Snapshot {
  const { comments } = repliesOf(snapshot, thread)
  const known = new Set(comments.map(({ id }) => id))
  return withReplies(snapshot, thread, {
    comments: [...comments, ...page.replies.filter(({ id }) => !known.has(id))],
    nextCursor: page.nextCursor,
    isBusy: false,
    hasFailed: false,
    isLoaded: true,
  })
}
