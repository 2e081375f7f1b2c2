import type { OwnCommentPage } from '../http/reader/schemas.ts'
import type { Answer, Api } from './api.ts'
import { repliesOf, withReplies, withReplyPage } from './replies.ts'
import type { Sort } from './settings.ts'
import { arrivedCount, emptySnapshot, isListed, type Snapshot, withFirstPage, withNextPage } from './snapshot.ts'
import type { Store } from './store.ts'
import type { Reader } from './token.ts'

export interface ThreadOptions {
  readonly article: string
  readonly sort: Sort
  /** The comment that the page's address names. */
  readonly linked?: string | undefined
  /** Where what the reader has put away is kept; of no use to one who is not signed in. */
  readonly store?: Store | undefined
  readonly onChange: (snapshot: Snapshot) => void
}

/** The comments of one article for as long as the element shows it: asks the service and keeps the snapshot. */
export class Thread {
  snapshot: Snapshot
  protected readonly options: ThreadOptions
  protected api: Api | undefined
  protected standing: () => Reader['standing'] = () => 'signed_out'
  private isStopped = false
  /** Counts the loads of a first page, so that an answer to an earlier one is dropped. */
  private loads = 0

  constructor(options: ThreadOptions) {
    this.options = options
    this.snapshot = emptySnapshot(options.sort)
  }

  /** Speaks to the service as this reader, in this language, from now on; a list already shown stays. */
  connect(api: Api, standing: () => Reader['standing']): void {
    this.api = api
    this.standing = standing
    if (this.snapshot.phase === 'ready') this.refreshReader()
    else void this.begin()
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
    const [page, own] = await Promise.all([this.api.list(sort, cursor), this.readOwn()])
    if (load !== this.loads) return
    if (page.ok) this.followList()
    let next: Snapshot = { ...this.snapshot, isBusy: false, phase: 'ready', isFromLink: cursor !== null }
    if (page.ok) next = withFirstPage(next, sort, page.value)
    else next = { ...next, missing: 'list' }
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

  /** Asks what became of the comments that wait for a moderator. A reader who is not signed in has none. */
  async refreshHeld(): Promise<void> {}

  /** The reader's own comments, asked for with the list. */
  protected async readOwn(): Promise<Answer<OwnCommentPage> | undefined> {
    return undefined
  }

  /** Asks anew for what belongs to the reader. */
  protected refreshReader(): void {}

  /** Asks for what belongs to the reader of a list that has come. */
  protected followList(): void {}

  /** Asks whether there is more to read. The reader's own approved comment is not news to them, so that is asked first. */
  async refreshCount(): Promise<void> {
    if (!this.api || this.snapshot.phase !== 'ready') return
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

  get arrived(): number {
    return arrivedCount(this.snapshot)
  }

  protected show(snapshot: Snapshot): void {
    if (this.isStopped) return
    this.snapshot = snapshot
    this.options.onChange(snapshot)
  }
}
