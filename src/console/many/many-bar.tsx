import { useTexts } from '../texts/texts.ts'
import { isRefusing, type Offer } from './offers.ts'

interface Props {
  readonly offers: readonly Offer[]
  readonly ticked: number
  readonly alone: number
  readonly aloneLately: number
  readonly onAsk: (offer: Offer) => void
  readonly onBack: () => void
}

export function ManyBar({ offers, ticked, alone, aloneLately, onAsk, onBack }: Props) {
  const { t } = useTexts()
  return (
    <div class="many-bar">
      <div class="acts">
        {offers.map((offer, place) => (
          <button
            key={offer.kind}
            type="button"
            class={isRefusing(offer.kind) ? 'btn no' : 'btn'}
            onClick={() => onAsk(offer)}
          >
            {t(`many.do.${offer.kind}`, { count: offer.ids.length })}{' '}
            {isFirstOfItsKey(offers, place) && <kbd>{isRefusing(offer.kind) ? 'R' : 'A'}</kbd>}
          </button>
        ))}
        {offers.length === 0 && <span class="dim">{t(ticked === 0 ? 'many.none_ticked' : 'many.none_possible')}</span>}
        <span class="key-help sm sub">
          {t('many.key.tick')} <kbd>X</kbd> {t('many.key.step')} <kbd>J</kbd> <kbd>K</kbd>
        </span>
        <button type="button" class="btn quiet push" onClick={onBack}>
          {t('many.back')} <kbd>Esc</kbd>
        </button>
      </div>
      <p class="xs dim">
        {t(ticked > alone ? 'many.rule_second' : 'many.rule_alone', { alone })}
        {aloneLately > 0 && ` ${t('many.rule_lately', { count: aloneLately })}`}
      </p>
    </div>
  )
}

function isFirstOfItsKey(offers: readonly Offer[], place: number): boolean {
  const kind = offers[place]?.kind
  return kind !== undefined && offers.findIndex((one) => isRefusing(one.kind) === isRefusing(kind)) === place
}
