import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { OwnComment } from '../../http/reader/schemas.ts'
import type { SignedApi } from '../own-api.ts'
import type { Problem } from '../problem.ts'
import { fill } from '../texts/texts.ts'
import { ComposerView } from './composer.tsx'
import type { ActingGiven } from './given.ts'
import { useComposer } from './use-composer.ts'

/** Puts a text into the box once more, below what stands there. */
export type Rewrite = (text: string) => void

interface DeskProps {
  readonly api: SignedApi
  readonly article: string
  readonly pledgeUrl: string
  readonly id: string
  /** Whether something stands in the box's place; what is written waits. */
  readonly isClosed: boolean
  /** Between two comments of one reader on this article. */
  readonly slowSeconds: number
  readonly sent: (comment: OwnComment) => void
  /** Says what stopped the last attempt, or that nothing does. */
  readonly stopped: (problem: Problem | undefined) => void
  readonly announce: (words: string) => void
  readonly rewrite: RefObject<Rewrite>
}

/** The box above the list. */
export function Desk(props: DeskProps, { acting: { texts } }: ActingGiven) {
  const { api, article, pledgeUrl, id, isClosed, slowSeconds, sent, stopped, announce, rewrite } = props
  const input = useRef<HTMLTextAreaElement>(null)
  const composer = useComposer({ api, article, onSent: sent })
  useEffect(() => stopped(composer.problem), [composer.problem])
  rewrite.current = (text) => {
    composer.write([composer.text.trim(), text].filter(Boolean).join('\n'))
    input.current?.focus()
  }
  if (isClosed) return null
  const onPauseOver = () => {
    composer.forgetProblem()
    announce(texts.slowOver)
  }
  return (
    <>
      {slowSeconds > 0 && (
        <p class="hint" part="slow-mode">
          {fill(texts.slowMode, { n: slowSeconds })}
        </p>
      )}
      <ComposerView composer={composer} input={input} pledgeUrl={pledgeUrl} onPauseOver={onPauseOver} id={id} />
    </>
  )
}
