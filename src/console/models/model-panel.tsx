import type { ModelView } from '../../http/moderator/model-schemas.ts'
import type { ModelAct } from '../api/moderator-api.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import { ModelFigures } from './model-figures.tsx'

interface Props {
  readonly model: ModelView
  readonly mayChange: boolean
  readonly isBusy: boolean
  readonly onAct: (act: ModelAct, version: string) => void
}

const ACTS: Readonly<Record<ModelView['state'], readonly ModelAct[]>> = {
  active: ['rollback'],
  shadow: ['promote', 'withdraw'],
  candidate: ['shadow', 'promote'],
  retired: ['shadow', 'promote'],
}

export function ModelPanel({ model, mayChange, isBusy, onAct }: Props) {
  const { t, language } = useTexts()
  const { version, state, trainedAt, figures, shadow } = model
  return (
    <section class="panel model" aria-labelledby={`model-${version}`} data-state={state}>
      <h2 id={`model-${version}`}>
        <code>{version}</code> <span class="state">{t(`models.state.${state}`)}</span>
      </h2>
      <p class="sm sub">
        {t('models.trained')} <time dateTime={trainedAt}>{dateAndClock(trainedAt, language)}</time>
        {t('list.dot')}
        {t('models.learnt', { learnt: figures.learnt, left: figures.leftOut })}
      </p>
      <ModelFigures figures={figures} />
      {shadow && (
        <p class="sm">
          {t('models.shadow', { asked: shadow.asked, more: shadow.onlyShadowHolds, less: shadow.onlyActiveHolds })}
          <br />
          {t('models.shadow_decided', {
            decided: shadow.decided,
            shadow: shadow.shadowRight,
            active: shadow.activeRight,
          })}
        </p>
      )}
      {mayChange && (
        <p class="acts">
          {ACTS[state].map((act) => (
            <button
              key={act}
              type="button"
              class={act === 'promote' ? 'btn pri' : 'btn'}
              disabled={isBusy}
              onClick={() => onAct(act, version)}
            >
              {t(`models.act.${act}`)} <span class="vh">{version}</span>
            </button>
          ))}
        </p>
      )}
    </section>
  )
}
