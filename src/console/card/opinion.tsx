import type { Card } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { type CategoriesByCode, categoryName } from './category-name.ts'
import { chanceText } from './chance-text.ts'

interface Props {
  readonly opinion: NonNullable<Card['screening']['opinion']>
  readonly categories: CategoriesByCode
}

/** What the model alone thinks: the likeliest category in words, and how often comments like this one are refused. */
export function OpinionRow({ opinion: { benign, risk }, categories }: Props) {
  const { t } = useTexts()
  const chance = 1 - benign
  const [likeliest = ''] = Object.keys(risk).sort((one, other) => (risk[other] ?? 0) - (risk[one] ?? 0))
  const count = Math.round(chance * 100)
  return (
    <li class="ev">
      <span class="i">{t('evidence.opinion')}</span>
      <span class="cat">{t('evidence.model')}</span>
      <span class="what">
        <span class="meter" aria-hidden="true">
          <i style={{ width: `${count}%` }} />
        </span>
        <b>{t(chanceText(chance), { category: categoryName(likeliest, categories) })}</b>{' '}
        <span class="src">{t('evidence.chance', { count })}</span>
      </span>
      <span class="p">{chance.toFixed(2)}</span>
    </li>
  )
}
