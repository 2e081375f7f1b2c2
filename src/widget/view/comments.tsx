import { Component, type ComponentChild, createRef } from 'preact'
import type { PublicComment } from '../../http/reader/schemas.ts'
import type { Api } from '../api.ts'
import type { Settings, Sort } from '../settings.ts'
import { arrivedCount, type Snapshot } from '../snapshot.ts'
import { fill, formatCount, type Texts } from '../texts/texts.ts'
import type { Thread } from '../thread.ts'
import { CommentList } from './comment-list.tsx'
import type { Acting } from './fetch-acting.ts'
import { type Further, fetchFurther } from './fetch-further.ts'
import type { ReportParts } from './fetch-report.ts'
import { Gate } from './gate.tsx'
import type { Given } from './given.ts'
import { LikeCount } from './like-count.tsx'
import { SortTabs } from './sort-tabs.tsx'

export interface CommentsProps {
  readonly api: Api
  readonly thread: Thread
  readonly snapshot: Snapshot
  readonly settings: Settings
  readonly id: string
  readonly isDark: boolean
  readonly texts: Texts
  /** Of a signed-in reader, where it could be had. */
  readonly acting: Acting | undefined
  /** Once it has come. */
  readonly further: Further | undefined
}

/** The heading, what stands where one would write, and the list: for who only reads. `SignedComments` adds the rest. */
export class Comments extends Component<CommentsProps> {
  readonly panel = createRef<HTMLDivElement>()
  protected readonly zone = createRef<HTMLDivElement>()
  private announced = ''
  /** How what is announced looks: not at all, but for what everybody should read. */
  look = 'vh'
  /** The same words twice are two announcements. */
  private turn = 0
  /** Whether the list keeps the height that it had while loading. */
  isReserved = true
  /** The comments that are being reported. */
  reported: ReadonlySet<string> | undefined
  report: ReportParts | undefined
  /** What was begun, by what it is about. */
  readonly stopping = new Map<string, () => void>()

  override getChildContext(): Given {
    return this.props
  }

  override componentDidMount(): void {
    this.props.further?.followView(this, undefined)
  }

  override componentDidUpdate(before: CommentsProps): void {
    this.props.further?.followView(this, before.further && before.snapshot)
  }

  override componentWillUnmount(): void {
    for (const stop of this.stopping.values()) stop()
  }

  readonly announce = (words: string): void => {
    this.announced = words
    this.turn += 1
    this.forceUpdate()
  }

  /** Loads a first page; the button that asked for it is gone when it comes. */
  readonly load = async (sort: Sort): Promise<void> => {
    await this.props.thread.load(sort)
    this.panel.current?.focus()
  }

  /** Does what is pressed, once what that takes has come. */
  press(act: (further: Further) => Promise<void> | void): () => Promise<void> {
    return () => fetchFurther().then(act)
  }

  /** What stands beside the heading. */
  protected reader(): ComponentChild {
    return null
  }

  /** What stands where one would write. */
  protected desk(): ComponentChild {
    const { settings, snapshot, texts } = this.props
    // Whoever is signed in and was not given the means to write is not asked to sign in.
    if (settings.token) {
      return (
        <p class="hint no" role="alert">
          {texts.deskFailed}
        </p>
      )
    }
    return this.gate(snapshot.mode === 'closed' ? 'closed' : 'signed_out')
  }

  protected gate(reason: 'closed' | 'signed_out'): ComponentChild {
    const { settings, texts } = this.props
    if (reason === 'closed') return <Gate reason={reason} title={texts.closedTitle} hint={texts.closedHint} />
    return (
      <Gate reason={reason} title={texts.signInTitle} hint={texts.signInHint}>
        {settings.signInUrl && (
          <a class="send" href={settings.signInUrl}>
            {texts.signIn}
          </a>
        )}
      </Gate>
    )
  }

  /** The reader's own comments that stand above the list. */
  pinned(): ComponentChild {
    return null
  }

  /** The reader's own replies in a thread. */
  ownReplies(_thread: string): ComponentChild {
    return null
  }

  /** What may be done with a comment. */
  acts({ likes }: PublicComment): ComponentChild {
    return <LikeCount likes={likes} />
  }

  /** A comment as it is shown to this reader. */
  shown(_comment: PublicComment, whole: ComponentChild): ComponentChild {
    return whole
  }

  arrivedWords(): string {
    const { snapshot, texts } = this.props
    const arrived = arrivedCount(snapshot)
    return arrived === 1 ? texts.arrivedOne : fill(texts.arrived, { n: formatCount(arrived) })
  }

  override render() {
    const { id, isDark, settings, snapshot, texts, thread } = this.props
    return (
      <section class={isDark ? 'yp dark' : 'yp'} lang={settings.language} aria-labelledby={`${id}-title`} part="root">
        <header class="head">
          <h2 id={`${id}-title`} part="heading">
            {texts.heading}
          </h2>
          <span class="n num" part="count">
            {snapshot.phase === 'ready' &&
              snapshot.missing !== 'list' &&
              fill(texts.total, { n: formatCount(snapshot.total) })}
          </span>
          {this.reader()}
        </header>
        {this.profile()}
        <div class="zone" ref={this.zone} tabIndex={-1}>
          {this.desk()}
        </div>
        <SortTabs sort={snapshot.sort} panelId={`${id}-panel`} choose={(sort) => void thread.load(sort)} />
        {arrivedCount(snapshot) > 0 && (
          <button class="live" type="button" part="new-comments" onClick={() => this.load('newest')}>
            {this.arrivedWords()}
          </button>
        )}
        <p class={this.look} aria-live="polite">
          <span key={this.turn}>{this.announced}</span>
        </p>
        {this.list()}
      </section>
    )
  }

  /** The reader's own profile. */
  protected profile(): ComponentChild {
    return null
  }

  private list(): ComponentChild {
    const { id, snapshot, texts } = this.props
    return (
      <div
        class={this.isReserved ? 'panel reserved' : 'panel'}
        id={`${id}-panel`}
        ref={this.panel}
        role="tabpanel"
        tabIndex={-1}
        aria-labelledby={`${id}-panel-${snapshot.sort}`}
        aria-busy={snapshot.isBusy || snapshot.phase === 'loading'}
      >
        {snapshot.sort === 'hot' && snapshot.phase === 'ready' && <p class="how">{texts.hotHint}</p>}
        {snapshot.isFromLink && (
          <button class="older" type="button" part="from-start" onClick={() => this.load('newest')}>
            {texts.fromStart}
          </button>
        )}
        <CommentList view={this} />
      </div>
    )
  }
}
