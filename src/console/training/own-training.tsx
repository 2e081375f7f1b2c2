import type { TrainingResults } from '../../http/moderator/training-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { ResultList } from './result-list.tsx'

/** Of ten claims one has a training card among what it gives: enough to learn from, few enough to get on. */
const OWN_RATE = 0.1

interface Props {
  readonly api: ModeratorApi
  readonly moderatorId: string
  readonly categories: CategoriesByCode
  readonly onEnded: () => void
}

/** The own training: a switch, and what was answered. */
export function OwnTraining({ api, moderatorId, categories, onEnded }: Props) {
  const { t } = useTexts()
  const load = () => api.trainingResults(moderatorId)
  const { value, isBusy, isUnreachable, refusal, reload, send } = useLoaded<TrainingResults>(load, onEnded)
  const set = (rate: number) =>
    void send(async () => {
      const reply = await api.setTraining(moderatorId, rate)
      return reply.kind === 'ok' ? load() : reply
    })
  return (
    <section class="panel" aria-labelledby="h-own">
      <h2 id="h-own">{t('training.own')}</h2>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('training.failed')} onRetry={reload} />
      {value && (
        <>
          <div class="switch">
            <p role="status">
              {value.rate === null ? t('training.off') : t('training.on', { percent: Math.round(value.rate * 100) })}{' '}
              {!value.maySet && t('training.by_lead')}
            </p>
            {value.maySet && (
              <button
                type="button"
                class="btn"
                disabled={isBusy}
                onClick={() => set(value.rate === null ? OWN_RATE : 0)}
              >
                {t(value.rate === null ? 'training.begin' : 'training.end')}
              </button>
            )}
          </div>
          <ResultList results={value} categories={categories} />
        </>
      )}
    </section>
  )
}
