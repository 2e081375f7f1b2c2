import { useState } from 'preact/hooks'
import { fill, formatCount } from '../texts/texts.ts'
import { LikeIcon } from './icons.tsx'
import { useTexts } from './texts-context.ts'

interface LikeProps {
  readonly likes: number
  readonly isLiked: boolean
  /** Gives or takes the like back; tells whether that went through. Absent for who may not like. */
  readonly toggle: (() => Promise<boolean>) | undefined
}

/** How many like it, and the reader's own like. */
export function Like({ likes, isLiked, toggle }: LikeProps) {
  const texts = useTexts()
  const [hasFailed, setFailed] = useState(false)
  const label = fill(texts.like, { n: formatCount(likes) })
  if (!toggle && likes === 0) return null
  const count = (
    <>
      <LikeIcon />
      <span class="num" aria-hidden="true">
        {likes > 0 && formatCount(likes)}
      </span>
    </>
  )
  if (!toggle) {
    return (
      <span class="likes">
        {count}
        <span class="vh">{label}</span>
      </span>
    )
  }
  return (
    <>
      <button
        class="likes"
        type="button"
        part="like"
        aria-pressed={isLiked}
        aria-label={label}
        onClick={async () => setFailed(!(await toggle()))}
      >
        {count}
      </button>
      {hasFailed && (
        <span class="hint" role="alert">
          {texts.likeFailed}
        </span>
      )}
    </>
  )
}
