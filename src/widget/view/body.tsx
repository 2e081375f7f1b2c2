import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PublicComment } from '../../http/reader/schemas.ts'
import { useTexts } from './texts-context.ts'

interface BodyProps {
  readonly text: string
  readonly lang: PublicComment['lang']
}

/** The text of a comment. One of more than twelve lines is folded, so that it does not bury the others. */
export function Body({ text, lang }: BodyProps) {
  const texts = useTexts()
  const body = useRef<HTMLParagraphElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [isUnfolded, setUnfolded] = useState(false)
  const [isLong, setLong] = useState(false)
  useLayoutEffect(() => {
    const shown = body.current
    if (!shown || isUnfolded) return undefined
    // Called before the first paint, and again when the lines break elsewhere.
    const observer = new ResizeObserver(() => setLong(shown.scrollHeight > shown.clientHeight + 1))
    observer.observe(shown)
    return () => observer.disconnect()
  }, [text, isUnfolded])
  useLayoutEffect(() => {
    if (!isUnfolded) button.current?.scrollIntoView({ block: 'nearest' })
  }, [isUnfolded])
  return (
    <>
      <p class={isUnfolded ? 'body' : 'body folded'} lang={lang ?? undefined} dir="auto" part="body" ref={body}>
        {text}
      </p>
      {isLong && (
        <button
          class="txt unfold"
          type="button"
          ref={button}
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {isUnfolded ? texts.fold : texts.unfold}
        </button>
      )}
    </>
  )
}
