import type { Card } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import type { CategoriesByCode } from './category-name.ts'
import { opinionText } from './opinion-text.ts'

interface Props {
  readonly opinion: NonNullable<Card['screening']['opinion']>
  readonly categories: CategoriesByCode
}

/** What the model alone thinks: in words what it is, and how often comments like this one are refused. */
export function OpinionRow({ opinion, categories }: Props) {
  const { t } = useTexts()
  const chance = 1 - opinion.benign
  const count = Math.round(chance * 100)
  return (
    <li class="ev">
      <span class="i">{t('evidence.opinion')}</span>
      <span class="cat">{t('evidence.model')}</span>
      <span class="what">
        <span class="meter" aria-hidden="true">
          <i style={{ width: `${count}%` }} />
        </span>
        <b>{opinionText(opinion, categories, t)}</b> <span class="src">{t('evidence.chance', { count })}</span>
      </span>
      <span class="p">{chance.toFixed(2)}</span>
    </li>
  )
}
