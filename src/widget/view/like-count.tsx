import { fill, formatCount } from '../texts/texts.ts'
import { LikeIcon } from './icons.tsx'
import { useTexts } from './texts-context.ts'

/** How many like it, for who may not; nothing while nobody does. */
export function LikeCount({ likes }: { readonly likes: number }) {
  const texts = useTexts()
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
