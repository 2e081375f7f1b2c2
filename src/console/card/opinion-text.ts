import type { Card } from '../../http/moderator/card-schemas.ts'
import type { Texts } from '../texts/texts.ts'
import { type CategoriesByCode, categoryName } from './category-name.ts'
import { chanceText, LIKELY } from './chance-text.ts'

/**
 * What the model thinks, in words. How sure it is that a comment is refused, for whatever category, says nothing of how sure
 * it is of one: where it is less sure which, both are told, each with its own number.
 */
export function opinionText(
  { benign, risk }: NonNullable<Card['screening']['opinion']>,
  categories: CategoriesByCode,
  t: Texts['t'],
): string {
  const chance = 1 - benign
  const [likeliest = ''] = Object.keys(risk).sort((one, other) => (risk[other] ?? 0) - (risk[one] ?? 0))
  const own = risk[likeliest] ?? 0
  const category = categoryName(likeliest, categories)
  const isSureWhich = chance < LIKELY || chanceText(own) === chanceText(chance)
  if (isSureWhich) return t(chanceText(chance), { category })
  const whole = t(chanceText(chance), { category: t('chance.anything') })
  return t('chance.which', { whole, category, chance: own.toFixed(2) })
}
