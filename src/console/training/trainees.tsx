import type { TrainingView } from '../../http/moderator/training-schemas.ts'
import { type Texts, useTexts } from '../texts/texts.ts'

/** How often a claim has a training card among what it gives; the interface takes anything up to a half. */
const RATES = [0.05, 0.1, 0.2, 0.5]

interface Props {
  readonly trainees: TrainingView['trainees']
  readonly mayChange: boolean
  readonly isBusy: boolean
  readonly onRate: (moderatorId: string, rate: number) => void
}

/** Everybody who decides, by name: nobody is ranked. */
export function Trainees({ trainees, mayChange, isBusy, onRate }: Props) {
  const { t } = useTexts()
  return (
    <section class="panel" aria-labelledby="h-trainees">
      <h2 id="h-trainees">{t('training.people')}</h2>
      <ul class="trainees">
        {trainees.map(({ id, displayName, rate }) => (
          <li key={id}>
            <span>{displayName}</span>
            {mayChange ? (
              <Rate name={displayName} rate={rate ?? 0} isBusy={isBusy} onRate={(chosen) => onRate(id, chosen)} />
            ) : (
              <span class="dim">{rateName(rate ?? 0, t)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface RateProps {
  readonly name: string
  readonly rate: number
  readonly isBusy: boolean
  readonly onRate: (rate: number) => void
}

function Rate({ name, rate, isBusy, onRate }: RateProps) {
  const { t } = useTexts()
  const rates = [...new Set([0, ...RATES, rate])].sort((one, other) => one - other)
  return (
    <select
      class="f"
      aria-label={t('training.rate', { name })}
      value={String(rate)}
      disabled={isBusy}
      onChange={(event) => onRate(Number(event.currentTarget.value))}
    >
      {rates.map((one) => (
        <option key={one} value={String(one)}>
          {rateName(one, t)}
        </option>
      ))}
    </select>
  )
}

function rateName(rate: number, t: Texts['t']): string {
  return rate === 0 ? t('training.rate.off') : t('training.rate.on', { percent: Math.round(rate * 100) })
}
