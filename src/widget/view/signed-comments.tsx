import type { ComponentChild } from 'preact'
import type { OwnComment, PublicComment } from '../../http/reader/schemas.ts'
import { signed as signedApi } from '../own-api.ts'
import { ownReplies, pinnedOwn } from '../own-snapshot.ts'
import type { Problem } from '../problem.ts'
import { signed } from '../signed-thread.ts'
import type { ActingTexts } from '../texts/acting/acting-texts.ts'
import { type Reader, readReader } from '../token.ts'
import { Acts } from './acts.tsx'
import { Comments, type CommentsProps } from './comments.tsx'
import { Desk, type Rewrite } from './desk.tsx'
import type { Acting } from './fetch-acting.ts'
import { Folded } from './folded.tsx'
import { Gate, type GateReason } from './gate.tsx'
import { MineButton } from './mine-button.tsx'
import { MinePlace } from './mine-place.tsx'
import { type OwnActions, ownActions } from './own-actions.ts'
import { OwnComments } from './own-comment.tsx'

/** Before any token expired. */
const LONG_AGO = new Date(0)

/** The comments for a signed-in reader: with the box to write in, what may be done, and what is their own. */
export class SignedComments extends Comments {
  private isMineOpen = false
  private gated: GateReason | undefined
  private problem: Problem | undefined
  private readonly resent: { current: string | undefined } = { current: undefined }
  private readonly rewrite: { current: Rewrite } = { current: () => undefined }

  /** What all comments of one drawing share: their number must not be how often the token is read. */
  private drawn!: { readonly reader: Reader; readonly gate: GateReason | undefined; readonly actions: OwnActions }

  override render() {
    const reader = this.known()
    this.drawn = { reader, gate: this.gateReason(reader), actions: this.actions() }
    return super.render()
  }

  override componentDidMount(): void {
    super.componentDidMount()
    this.gated = this.drawn.gate
  }

  /** The box that had the focus has given way to what the service said. */
  override componentDidUpdate(before: CommentsProps): void {
    super.componentDidUpdate(before)
    const { gate: gated } = this.drawn
    if (gated !== undefined && gated !== this.gated && this.problem) this.zone.current?.focus()
    this.gated = gated
  }

  protected override reader(): ComponentChild {
    const { reader } = this.drawn
    if (reader.standing === 'signed_out') return null
    const { name, standing } = reader
    if (standing === 'expired') {
      return (
        <span class="me" part="me">
          <bdi>{name}</bdi>
        </span>
      )
    }
    const toggle = () => {
      this.isMineOpen = !this.isMineOpen
      this.forceUpdate()
    }
    return (
      <span class="me" part="me">
        <MineButton name={name} isOpen={this.isMineOpen} toggle={toggle} />
      </span>
    )
  }

  protected override profile(): ComponentChild {
    const { api, thread, snapshot } = this.props
    if (!this.isMineOpen) return null
    return <MinePlace api={signedApi(api)} thread={thread} blocked={snapshot.blocked} announce={this.announce} />
  }

  protected override desk(): ComponentChild {
    const { api, settings, id, snapshot } = this.props
    const { gate: reason, actions } = this.drawn
    const stopped = (problem: Problem | undefined) => {
      this.problem = problem
      this.forceUpdate()
    }
    return (
      <>
        {reason && this.gate(reason)}
        <Desk
          api={signedApi(api)}
          article={settings.article}
          pledgeUrl={settings.pledgeUrl}
          id={id}
          isClosed={reason !== undefined}
          slowSeconds={snapshot.slowSeconds}
          sent={actions.sent}
          stopped={stopped}
          announce={this.announce}
          rewrite={this.rewrite}
        />
      </>
    )
  }

  protected override gate(reason: GateReason): ComponentChild {
    if (reason === 'signed_out' || reason === 'closed') return super.gate(reason)
    const { settings } = this.props
    const texts = this.words()
    if (reason === 'expired') {
      return (
        <Gate reason={reason} title={texts.expiredTitle} hint={texts.expiredHint}>
          <button class="alt" type="button" onClick={() => location.reload()}>
            {texts.reload}
          </button>
        </Gate>
      )
    }
    return (
      <Gate reason={reason} title={texts.verifyTitle} hint={texts.verifyHint}>
        {settings.verifyUrl && (
          <a class="alt" href={settings.verifyUrl}>
            {texts.verify}
          </a>
        )}
      </Gate>
    )
  }

  override pinned(): ComponentChild {
    const { snapshot } = this.props
    const pinned = pinnedOwn(snapshot)
    if (pinned.length === 0) return null
    return <ol aria-label={this.words().yours}>{this.own(pinned)}</ol>
  }

  override ownReplies(thread: string): ComponentChild {
    const replies = ownReplies(this.props.snapshot, thread)
    return replies.length > 0 && this.own(replies)
  }

  override acts(comment: PublicComment): ComponentChild {
    return <Acts comment={comment} canWrite={this.drawn.gate === undefined} actions={this.drawn.actions} view={this} />
  }

  /** What an author wrote whom the reader has blocked is folded away. */
  override shown(comment: PublicComment, whole: ComponentChild): ComponentChild {
    const { snapshot, thread } = this.props
    const { key } = comment.author
    if (key === null || !snapshot.blocked.includes(key)) return whole
    return (
      <Folded thread={thread} author={key}>
        {whole}
      </Folded>
    )
  }

  private own(comments: readonly OwnComment[]): ComponentChild {
    const { snapshot } = this.props
    return (
      <OwnComments
        comments={comments}
        snapshot={snapshot}
        canWrite={this.drawn.gate === undefined}
        actions={this.drawn.actions}
      />
    )
  }

  private actions(): OwnActions {
    return ownActions(this.props.thread, {
      texts: this.words(),
      announce: this.announce,
      rewrite: this.rewrite,
      resent: this.resent,
      focusList: () => this.panel.current?.focus(),
    })
  }

  /** What keeps the reader from writing: known from the token and the list, or learnt from the service's refusal. */
  private gateReason({ standing }: Reader): GateReason | undefined {
    const kind = this.problem?.kind
    if (this.props.snapshot.mode === 'closed' || kind === 'closed') return 'closed'
    if (standing !== 'ready') return standing
    return kind === 'signed_out' || kind === 'unverified' || kind === 'expired' ? kind : undefined
  }

  private known(): Reader {
    const { settings, thread } = this.props
    return readReader(settings.token, signed(thread).isClockWrong ? LONG_AGO : new Date())
  }

  /** `Article` draws this only with what it takes. */
  private words(): ActingTexts {
    return (this.props.acting as Acting).texts
  }
}
