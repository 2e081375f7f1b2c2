import { Component, createRef } from 'preact'
import type { PublicComment } from '../../http/reader/schemas.ts'
import type { Given } from './given.ts'

interface BodyProps {
  readonly text: string
  readonly lang: PublicComment['lang']
}

/** The text of a comment. One of more than twelve lines is folded, so that it does not bury the others. */
export class Body extends Component<BodyProps> {
  private readonly body = createRef<HTMLParagraphElement>()
  private readonly button = createRef<HTMLButtonElement>()
  private isLong = false
  private isUnfolded = false
  // Called before the first paint, and again when the lines break elsewhere.
  private readonly observer = new ResizeObserver(() => this.measure())

  override componentDidMount(): void {
    if (this.body.current) this.observer.observe(this.body.current)
  }

  override componentDidUpdate(before: BodyProps): void {
    if (before.text !== this.props.text) this.measure()
  }

  override componentWillUnmount(): void {
    this.observer.disconnect()
  }

  private measure(): void {
    const { current: shown } = this.body
    if (!shown || this.isUnfolded) return
    const isLong = shown.scrollHeight > shown.clientHeight + 1
    if (isLong === this.isLong) return
    this.isLong = isLong
    this.forceUpdate()
  }

  private readonly toggle = (): void => {
    this.isUnfolded = !this.isUnfolded
    this.forceUpdate(() => {
      if (!this.isUnfolded) this.button.current?.scrollIntoView({ block: 'nearest' })
    })
  }

  override render({ text, lang }: BodyProps, _: unknown, { texts }: Given) {
    const { isLong, isUnfolded } = this
    return (
      <>
        <p class={isUnfolded ? 'body' : 'body folded'} lang={lang ?? undefined} dir="auto" part="body" ref={this.body}>
          {text}
        </p>
        {isLong && (
          <button class="txt unfold" type="button" ref={this.button} aria-expanded={isUnfolded} onClick={this.toggle}>
            {isUnfolded ? texts.fold : texts.unfold}
          </button>
        )}
      </>
    )
  }
}
