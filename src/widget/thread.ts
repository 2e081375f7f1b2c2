import type { BlockList } from '../http/reader/profile-schemas.ts'
import type { OwnComment } from '../http/reader/schemas.ts'
import type { Answer, Api } from './api.ts'
import { isLiked, withLike } from './likes.ts'
import type { Problem } from './problem.ts'
import { repliesOf, withReplies, withReplyPage } from './replies.ts'
import type { Sort } from './settings.ts'
import {
  arrivedCount,
  emptySnapshot,
  hasHeld,
  isListed,
  type Snapshot,
  withEdited,
  withFirstPage,
  withNextPage,
  withOwn,
  withoutWithdrawn,
  withSent,
} from './snapshot.ts'
import { readDismissed, type Store, writeDismissed } from './store.ts'
import type { Reader } from './token.ts'

interface ThreadOptions {
  readonly article: string
  readonly sort: Sort
  /** The comment that the page's address names. */
  readonly linked?: string | undefined
  readonly store: Store | undefined
  readonly onChange: (snapshot: Snapshot) => void
}

/** The comments of one article for as long as the element shows it: asks the service and keeps the snapshot. */
export class Thread {
  snapshot: Snapshot
  private readonly options: ThreadOptions
  private api: Api | undefined
  private standing: () => Reader['standing'] = () => 'signed_out'
  private isStopped = false
  /** Counts the loads of a first page, so that an answer to an earlier one is dropped. */
  private loads = 0
  private likings = 0

  constructor(options: ThreadOptions) {
    this.options = options
    this.snapshot = emptySnapshot(options.sort, readDismissed(options.store, options.article))
  }

  /** Speaks to the service as this reader, in this language, from now on; a list already shown stays. */
  connect(api: Api, standing: () => Reader['standing']): void {
    this.api = api
    this.standing = standing
    void this.refreshBlocked()
    if (this.snapshot.phase === 'ready') {
      void this.refreshOwn()
      void this.refreshLiked()
    } else void this.begin()
  }

  stop(): void {
    this.isStopped = true
  }

  /** Loads the first page. The reader's own comments come with it, so that nothing moves down when they arrive. */
  async load(sort: Sort, cursor: string | null = null): Promise<void> {
    if (!this.api) return
    this.loads += 1
    const load = this.loads
    this.show({ ...this.snapshot, isBusy: true, missing: null })
    const [page, own] = await Promise.all([this.api.list(sort, cursor), this.isKnown() ? this.api.own() : undefined])
    if (load !== this.loads) return
    if (page.ok) void this.refreshLiked()
    let next: Snapshot = { ...this.snapshot, isBusy: false, phase: 'ready', isFromLink: cursor !== null }
    if (page.ok) next = withFirstPage(next, sort, page.value)
    else next = { ...next, missing: page.problem.kind === 'unavailable' ? 'service' : 'list' }
    this.show(own?.ok ? { ...next, own: own.value.comments } : next)
  }

  /** Shows the page where a comment stands, down to the reply; a comment that nobody can read leaves the list as it is. */
  async open(id: string): Promise<void> {
    if (!this.api) return
    if (!isListed(this.snapshot, id)) {
      const found = await this.api.find(id)
      if (found.ok) await this.load('newest', found.value.cursor)
      else if (this.snapshot.phase === 'loading') await this.load(this.snapshot.sort)
      const thread = found.ok ? found.value.comment.thread : null
      while (thread && !isListed(this.snapshot, id) && (await this.loadReplies(thread)) > 0);
    }
    this.show({ ...this.snapshot, linked: { id, isFound: isListed(this.snapshot, id) } })
  }

  private async begin(): Promise<void> {
    const { linked } = this.options
    if (linked) await this.open(linked)
    else await this.load(this.snapshot.sort)
  }

  /** Loads the page after the last shown; returns how many comments it brought. */
  async loadMore(): Promise<number> {
    const { sort, nextCursor, isBusy, comments } = this.snapshot
    if (!this.api || nextCursor === null || isBusy) return 0
    const load = this.loads
    this.show({ ...this.snapshot, isBusy: true, missing: null })
    const page = await this.api.list(sort, nextCursor)
    if (load !== this.loads) return 0
    const next: Snapshot = { ...this.snapshot, isBusy: false }
    this.show(page.ok ? withNextPage(next, page.value) : { ...next, missing: 'more' })
    return this.snapshot.comments.length - comments.length
  }

  /** Loads the first or the next page of a thread's replies; returns how many it brought. */
  async loadReplies(thread: string): Promise<number> {
    const { isBusy, isLoaded, nextCursor, comments } = repliesOf(this.snapshot, thread)
    if (!this.api || isBusy || (isLoaded && nextCursor === null)) return 0
    const load = this.loads
    this.show(withReplies(this.snapshot, thread, { isBusy: true, hasFailed: false }))
    const page = await this.api.replies(thread, nextCursor)
    if (load !== this.loads) return 0
    if (page.ok) this.show(withReplyPage(this.snapshot, thread, page.value))
    else this.show(withReplies(this.snapshot, thread, { isBusy: false, hasFailed: true }))
    return repliesOf(this.snapshot, thread).comments.length - comments.length
  }

  async refreshOwn(): Promise<void> {
    if (!this.api || this.standing() === 'signed_out') return this.show({ ...this.snapshot, own: [], fresh: [] })
    if (!this.isKnown()) return
    const own = await this.api.own()
    if (own.ok) this.show(withOwn(this.snapshot, own.value.comments))
  }

  /** An answer from before a like that the reader gave meanwhile is dropped. */
  async refreshLiked(): Promise<void> {
    if (!this.api) return
    const { likings } = this
    const liked = this.isKnown() ? await this.api.liked() : undefined
    if (likings !== this.likings) return
    if (liked?.ok || !this.isKnown()) this.show({ ...this.snapshot, liked: liked?.ok ? liked.value.comments : [] })
  }

  /** Gives or takes a like back, shown at once and put right by the answer; tells whether it went through. */
  async toggleLike(id: string): Promise<boolean> {
    if (!this.api) return false
    this.likings += 1
    const wanted = !isLiked(this.snapshot, id)
    this.show(withLike(this.snapshot, id, { isLiked: wanted }))
    const answer = await this.api.like(id, wanted)
    // Pressed again meanwhile: the later answer counts.
    if (isLiked(this.snapshot, id) !== wanted) return true
    this.show(withLike(this.snapshot, id, answer.ok ? answer.value : { isLiked: !wanted }))
    return answer.ok
  }

  /** Asks what became of the comments that wait for a moderator. */
  async refreshHeld(): Promise<void> {
    if (hasHeld(this.snapshot)) await this.refreshOwn()
  }

  /** Asks whether there is more to read. The reader's own approved comment is not news to them, so that is asked first. */
  async refreshCount(): Promise<void> {
    if (!this.api || this.snapshot.phase !== 'ready' || this.snapshot.missing === 'service') return
    const load = this.loads
    const count = await this.api.count()
    if (count.ok && load === this.loads) await this.counted(count.value)
  }

  /** How many comments are public now, asked for or told. */
  async counted(count: number): Promise<void> {
    if (this.snapshot.phase !== 'ready') return
    const load = this.loads
    if (count > this.snapshot.total) await this.refreshHeld()
    if (load === this.loads) this.show({ ...this.snapshot, counted: count })
  }

  sent(comment: OwnComment): void {
    this.show(withSent(this.snapshot, comment))
  }

  async withdraw(id: string): Promise<Problem | undefined> {
    if (!this.api) return undefined
    const answer = await this.api.withdraw(id)
    if (answer.ok) this.show(withoutWithdrawn(this.snapshot, id))
    // A moderator may have decided first: show what is true now.
    else if (answer.problem.kind === 'refused') await this.refreshOwn()
    return answer.ok ? undefined : answer.problem
  }

  /** Changes an own comment's text; where it is public no more the list is read anew. */
  async edit(id: string, text: string, idempotencyKey: string): Promise<Answer<OwnComment> | undefined> {
    if (!this.api) return undefined
    const body = { text }
    const answer = await this.api.ask<OwnComment>(`/v1/comments/${id}`, { method: 'PUT', body, idempotencyKey })
    if (answer.ok) {
      const wasListed = isListed(this.snapshot, id)
      this.show(withEdited(this.snapshot, answer.value))
      if (wasListed && answer.value.status !== 'published') await this.load(this.snapshot.sort)
    } else if (answer.problem.kind === 'refused') await this.refreshOwn()
    return answer
  }

  async refreshBlocked(): Promise<void> {
    if (!this.api) return
    const list = this.isKnown() ? await this.api.ask<BlockList>('/v1/me/blocks') : undefined
    if (!list || list.ok) this.show({ ...this.snapshot, blocked: list?.value.blocks.map(({ key }) => key) ?? [] })
  }

  /** Blocks an author or unblocks them; tells whether it went through. */
  async block(key: string, isBlocked: boolean): Promise<boolean> {
    if (!this.api) return false
    const answer = await this.api.ask(`/v1/me/blocks/${key}`, { method: isBlocked ? 'PUT' : 'DELETE' })
    const others = this.snapshot.blocked.filter((each) => each !== key)
    if (answer.ok) this.show({ ...this.snapshot, blocked: isBlocked ? [...others, key] : others })
    return answer.ok
  }

  dismiss(id: string): void {
    const ids = new Set(this.snapshot.own.map((comment) => comment.id))
    const dismissed = [...this.snapshot.dismissed.filter((known) => ids.has(known)), id]
    writeDismissed(this.options.store, this.options.article, dismissed)
    this.show({ ...this.snapshot, dismissed })
  }

  get arrived(): number {
    return arrivedCount(this.snapshot)
  }

  /** A token that is known to have expired would only be refused. */
  private isKnown(): boolean {
    return ['ready', 'unverified'].includes(this.standing())
  }

  private show(snapshot: Snapshot): void {
    if (this.isStopped) return
    this.snapshot = snapshot
    this.options.onChange(snapshot)
  }
}
