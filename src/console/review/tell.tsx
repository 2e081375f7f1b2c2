import type { CategoryView } from '../../http/moderator/schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { type CardSense, chosenWording } from './card-sense.ts'
import type { Desk } from './desk.ts'
import type { Action } from './keyboard.ts'

interface Props {
  readonly sense: CardSense
  readonly category: CategoryView | undefined
  readonly isLooked: boolean
  readonly desk: Desk
  readonly onAction: (action: Action) => void
}

/** The very sentence that the author will read, and the choice of another where the site has one. */
export function Tell({ sense, category, isLooked, desk, onAction }: Props) {
  const { t } = useTexts()
  const asked = sense.asked && (
    <span class="asked">{t(`bar.asked.${sense.asked}`, { count: sense.card.reports.count })}</span>
  )
  // Nobody reads anything of a second opinion.
  if (sense.asked === 'second') return <div class="tell">{asked}</div>
  if (!category)
    return (
      <div class="tell">
        {asked}
        {t('bar.tell_none')}
      </div>
    )
  const { wording, place, count } = chosenWording(sense, category, { place: desk.wording[category.code] ?? 0, t })
  return (
    <div class="tell">
      {asked}
      {isLooked ? t('bar.tell_category', { name: category.name }) : t('bar.tell')}
      <b>
        {t('quote.open')}
        {wording.sentence}
        {t('quote.close')}
      </b>
      {desk.isEvasion && <span class="tag">{t('bar.evasion')}</span>}
      {count > 1 && (
        <button type="button" class="link" onClick={() => onAction({ type: 'wording' })}>
          {t('bar.wording', { name: wording.name ?? t('bar.standard'), place: place + 1, count })} <kbd>T</kbd>
        </button>
      )}
    </div>
  )
}
