import type { ModelView } from '../../http/moderator/model-schemas.ts'
import { useTexts } from '../texts/texts.ts'

type Figures = ModelView['figures']

const ROWS = [
  ['models.accuracy', 'accuracy', 'percent'],
  ['models.macro_f1', 'macroF1', 'share'],
  ['models.auc', 'auc', 'share'],
  ['models.wrongly_held', 'wronglyHeld', 'percent'],
  ['models.wrongly_blocked', 'wronglyBlocked', 'percent'],
  ['models.missed', 'missed', 'percent'],
] as const

/** The model beside the one that it was fitted from, on decisions that neither had learnt. */
export function ModelFigures({ figures: { compared, base, candidate } }: { figures: Figures }) {
  const { t } = useTexts()
  if (compared === 0) return <p class="sm dim">{t('models.not_compared')}</p>
  return (
    <table class="figures">
      <caption>{t('models.compared', { count: compared })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('models.figure')}</th>
          <th scope="col">{t('models.before')}</th>
          <th scope="col">{t('models.after')}</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([text, figure, unit]) => (
          <tr key={figure}>
            <th scope="row">{t(text)}</th>
            <td>{shown(base[figure], unit)}</td>
            <td>{shown(candidate[figure], unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function shown(value: number | null, unit: 'percent' | 'share'): string {
  if (value === null) return '–'
  return unit === 'percent' ? `${(value * 100).toFixed(1)} %` : value.toFixed(3)
}
