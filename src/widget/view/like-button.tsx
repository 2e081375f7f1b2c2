import { useState } from 'preact/hooks'
import { fill, formatCount } from '../texts/texts.ts'
import { Failed } from './failed.tsx'
import type { ActingGiven } from './given.ts'
import { LikeIcon } from './icons.tsx'

interface LikeButtonProps {
  readonly likes: number
  readonly isLiked: boolean
  /** Gives or takes the like back; tells whether that went through. */
  readonly toggle: () => Promise<boolean>
}

/** How many like it, and the reader's own like. */
export function LikeButton({ likes, isLiked, toggle }: LikeButtonProps, { texts, acting }: ActingGiven) {
  const [hasFailed, setFailed] = useState(false)
  return (
    <>
      <button
        class="likes"
        type="button"
        part="like"
        aria-pressed={isLiked}
        aria-label={fill(texts.like, { n: formatCount(likes) })}
        onClick={async () => setFailed(!(await toggle()))}
      >
        <LikeIcon />
        <span class="num" aria-hidden="true">
          {likes > 0 && formatCount(likes)}
        </span>
      </button>
      <Failed isSo={hasFailed} words={acting.texts.likeFailed} />
    </>
  )
}
