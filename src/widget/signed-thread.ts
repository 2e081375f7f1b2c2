import type { BlockList } from '../http/reader/profile-schemas.ts'
import type { Appeal, OwnComment, OwnCommentPage } from '../http/reader/schemas.ts'
import type { Answer } from './ask.ts'
import { isLiked, withLike } from './likes.ts'
import type { SignedApi } from './own-api.ts'
import { hasHeld, withAppeal, withEdited, withOwn, withoutWithdrawn, withSent } from './own-snapshot.ts'
import type { Problem } from './problem.ts'
import { isListed } from './snapshot.ts'
import { readDismissed, writeDismissed } from './store.ts'
import { Thread, type ThreadOptions } from './thread.ts'
import type { Reader } from './token.ts'

/** Whatever is drawn for a signed-in reader is drawn of a `SignedThread`: `Article` makes no other once its parts are there. */
export function signed(thread: Thread): SignedThread {
  return thread as SignedThread
}

/** The comments of one article with what belongs to the reader: own ones, likes, and whom they have blocked. */
export class SignedThread extends Thread {
  declare api: SignedApi | undefined
  /** The service took a token that has expired by the device's clock. */
  isClockWrong = false
  /** Whether the service has said of this token what it takes it for. */
  private isTokenTried = false
  private likings = 0

  constructor(options: ThreadOptions) {
    super(options)
    this.snapshot = { ...this.snapshot, dismissed: readDismissed(options.store, options.article) }
  }

  override connect(api: SignedApi, standing: () => Reader['standing']): void {
    this.isClockWrong = false
    this.isTokenTried = false
    super.connect(api, standing)
    void this.refreshBlocked()
  }

  /** A token that has expired by the device's clock is shown once all the same: cheap phones' clocks are wrong by days. */
  protected override async readOwn(): Promise<Answer<OwnCommentPage> | undefined> {
    const { api } = this
    if (!api || this.standing() === 'signed_out' || (this.isTokenTried && !this.isKnown())) return undefined
    const own = await api.own()
    if (api !== this.api) return own
    this.isTokenTried ||= own.ok || own.problem.kind === 'expired'
    if (own.ok && !this.isKnown()) {
      this.isClockWrong = true
      void this.refreshBlocked()
    }
    return own
  }

  protected override refreshReader(): void {
    void this.refreshOwn()
    void this.refreshLiked()
  }

  protected override followList(): void {
    void this.refreshLiked()
  }

  async refreshOwn(): Promise<void> {
    if (!this.api || this.standing() === 'signed_out') return this.show({ ...this.snapshot, own: [], fresh: [] })
    const own = await this.readOwn()
    if (own?.ok) this.show(withOwn(this.snapshot, own.value.comments))
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

  override async refreshHeld(): Promise<void> {
    if (hasHeld(this.snapshot)) await this.refreshOwn()
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

  /** Changes an own comment's text; where it is public no more the list is read anew. A refusal changes nothing yet. */
  async edit(id: string, text: string, idempotencyKey: string): Promise<Answer<OwnComment> | undefined> {
    if (!this.api) return undefined
    const body = { text }
    const answer = await this.api.ask<OwnComment>(`/v1/comments/${id}`, { method: 'PUT', body, idempotencyKey })
    if (answer.ok) {
      const wasListed = isListed(this.snapshot, id)
      this.show(withEdited(this.snapshot, answer.value))
      if (wasListed && answer.value.status !== 'published') await this.load(this.snapshot.sort)
    }
    return answer
  }

  /** Asks to reconsider why an own comment was refused; where that may not be any more, it is shown what holds now. */
  async appeal(id: string, reason: string): Promise<Answer<Appeal> | undefined> {
    if (!this.api) return undefined
    const answer = await this.api.ask<Appeal>(`/v1/comments/${id}/appeals`, { method: 'POST', body: { reason } })
    if (answer.ok) this.show(withAppeal(this.snapshot, id, answer.value))
    else if (answer.problem.kind === 'refused') await this.refreshOwn()
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

  /** A token that is known to have expired would only be refused. */
  private isKnown(): boolean {
    return this.isClockWrong || ['ready', 'unverified'].includes(this.standing())
  }
}
