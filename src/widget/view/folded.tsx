import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { signed } from '../signed-thread.ts'
import type { Thread } from '../thread.ts'
import { Failed } from './failed.tsx'
import type { ActingGiven } from './given.ts'

interface FoldedProps {
  readonly thread: Thread
  /** By the key of the block list. */
  readonly author: string
  readonly children: ComponentChildren
}

/** A comment of an author whom the reader has blocked: its place, and itself for who asks. */
export function Folded({ thread, author, children }: FoldedProps, { acting: { texts } }: ActingGiven) {
  const [isShown, setShown] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  return (
    <>
      <div class="folded-by">
        <span>{texts.folded}</span>
        <button class="txt" type="button" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {texts.showFolded}
        </button>
        <button class="txt" type="button" onClick={async () => setFailed(!(await signed(thread).block(author, false)))}>
          {texts.unblock}
        </button>
        <Failed isSo={hasFailed} words={texts.likeFailed} />
      </div>
      {isShown && children}
    </>
  )
}
