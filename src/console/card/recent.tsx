import type { Card } from '../../http/moderator/card-schemas.ts'
import { isVeiledCategory } from '../care/veil.ts'
import { useTexts } from '../texts/texts.ts'
import { age } from '../time-words.ts'
import { CategoryLabel } from './category-label.tsx'
import type { CategoriesByCode } from './category-name.ts'

const TAG_CLASS = {
  held: 'tag warn',
  published: 'tag ok',
  rejected: 'tag no',
  removed: 'tag no',
  withdrawn: 'tag',
} as const

interface Props {
  readonly recent: Card['author']['recent']
  readonly categories: CategoriesByCode
  readonly now: number
  /** Whether those of veiled categories are blurred. */
  readonly isVeiled: boolean
  /** Where nothing else on the card lifts the veil. */
  readonly onToggleVeil: (() => void) | undefined
}

export function Recent({ recent, categories, now, isVeiled, onToggleVeil }: Props) {
  const { t } = useTexts()
  return (
    <section class="recent" aria-labelledby="h-recent">
      <h2 class="h" id="h-recent">
        {t('author.comments')}
        {onToggleVeil && recent.some(({ category }) => isVeiledCategory(category)) && (
          <button type="button" class="btn quiet sm more" aria-pressed={!isVeiled} onClick={onToggleVeil}>
            {t(isVeiled ? 'veil.show' : 'veil.hide')} <kbd>H</kbd>
          </button>
        )}
      </h2>
      {recent.length === 0 && <p class="none">{t('author.first_comment')}</p>}
      <ul>
        {recent.map((comment) => (
          <li key={comment.id}>
            <span class={TAG_CLASS[comment.status]}>{t(`status.${comment.status}`)}</span>
            <span
              {...veilOf(isVeiled && isVeiledCategory(comment.category), comment.text)}
              lang={comment.lang ?? undefined}
              dir="auto"
            >
              {comment.text}
            </span>
            <span>
              {comment.category !== null && <CategoryLabel code={comment.category} categories={categories} />}
            </span>
            <span class="dim">{comment.articleTitle}</span>
            <time class="num dim" dateTime={comment.createdAt}>
              {t('card.ago', { age: age((now - Date.parse(comment.createdAt)) / 1000, t) })}
            </time>
          </li>
        ))}
      </ul>
    </section>
  )
}

function veilOf(isVeiled: boolean, text: string) {
  return isVeiled ? ({ class: 'veiled', 'aria-hidden': true } as const) : { title: text }
}
