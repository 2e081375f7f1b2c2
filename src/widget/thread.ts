import type { OwnCommentPage } from '../http/reader/schemas.ts'
import type { Api, Found } from './api.ts'
import type { Sort } from './settings.ts'
import { emptySnapshot, type Snapshot, withFirstPage } from './snapshot.ts'
import type { Store } from './store.ts'
import type { Reader } from './token.ts'

export interface ThreadOptions {
  readonly article: string
  readonly sort: Sort
  /** How it begins where that is not with its first page. */
  readonly begin?: ((thread: Thread) => Promise<void>) | undefined
  /** Where what the reader has put away is kept; of no use to one who is not signed in. */
  readonly store?: Store | undefined
  readonly onChange: () => void
}

/** The comments of one article for as long as the element shows it: asks the service and keeps the snapshot. */
export class Thread {
  snapshot: Snapshot
  readonly options: ThreadOptions
  api: Api | undefined
  protected standing: () => Reader['standing'] = () => 'signed_out'
  private isStopped = false
  /** Counts the loads of a first page, so that an answer to an earlier one is dropped. */
  loads = 0

  constructor(options: ThreadOptions) {
    this.options = options
    this.snapshot = emptySnapshot(options.sort)
  }

  /** Speaks to the service as this reader, in this language, from now on; a list already shown stays. */
  connect(api: Api, standing: () => Reader['standing']): void {
    this.api = api
    this.standing = standing
    if (this.snapshot.phase === 'ready') this.refreshReader()
    else void (this.options.begin?.(this) ?? this.load(this.snapshot.sort))
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

  /** Asks what became of the comments that wait for a moderator. A reader who is not signed in has none. */
  async refreshHeld(): Promise<void> {}

  /** The reader's own comments, asked for with the list. */
  protected async readOwn(): Promise<Found<OwnCommentPage> | undefined> {
    return undefined
  }

  /** Asks anew for what belongs to the reader. */
  protected refreshReader(): void {}

  /** Asks for what belongs to the reader of a list that has come. */
  protected followList(): void {}

  show(snapshot: Snapshot): void {
    if (this.isStopped) return
    this.snapshot = snapshot
    this.options.onChange()
  }
}
