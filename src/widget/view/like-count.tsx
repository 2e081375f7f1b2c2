import { fill, formatCount } from '../texts/texts.ts'
import type { Given } from './given.ts'
import { LikeIcon } from './icons.tsx'

/** How many like it, for who may not; nothing while nobody does. */
export function LikeCount({ likes }: { readonly likes: number }, { texts }: Given) {
  if (likes === 0) return null
  return (
    <div class="ops">
      <span class="likes">
        <LikeIcon />
        <span class="num" aria-hidden="true">
          {formatCount(likes)}
        </span>
        <span class="vh">{fill(texts.like, { n: formatCount(likes) })}</span>
      </span>
    </div>
  )
}
