import { useState } from 'preact/hooks'
import type { PublicComment } from '../../http/reader/schemas.ts'
import { fill } from '../texts/texts.ts'
import { Failed } from './failed.tsx'
import type { ActingGiven } from './given.ts'

interface BlockProps {
  readonly author: PublicComment['author']
  /** Tells whether it went through. */
  readonly block: (key: string) => Promise<boolean>
}

/** Keeps an author's comments folded, and them from replying. It can be undone where they are folded. */
export function Block({ author: { key, name }, block }: BlockProps, { acting: { texts } }: ActingGiven) {
  const [hasFailed, setFailed] = useState(false)
  if (key === null) return null
  return (
    <>
      <button
        class="txt"
        type="button"
        aria-label={fill(texts.blockName, { name })}
        onClick={async () => setFailed(!(await block(key)))}
      >
        {texts.block}
      </button>
      <Failed isSo={hasFailed} words={texts.likeFailed} />
    </>
  )
}
