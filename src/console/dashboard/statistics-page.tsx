import { useState } from 'preact/hooks'
import type { QualityView } from '../../http/moderator/quality-schemas.ts'
import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'
import { useCategories } from '../review/use-categories.ts'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { Ages, Promises } from './ages.tsx'
import { Agreement } from './agreement.tsx'
import { Calibration } from './calibration.tsx'
import { Categories } from './categories.tsx'
import { Entries } from './entries.tsx'
import { Handling } from './handling.tsx'
import { Inflow } from './inflow.tsx'
import { Overturned } from './overturned.tsx'
import { Tiles } from './tiles.tsx'

export interface StatisticsPageProps {
  readonly api: ModeratorApi
  readonly onEnded: () => void
}

const SPANS = [1, 14, 90] as const

/** What came in, what became of it, and how good the decisions are; of the whole site and of nobody alone. */
export function StatisticsPage({ api, onEnded }: StatisticsPageProps) {
  const { t } = useTexts()
  const [days, setDays] = useState<(typeof SPANS)[number]>(14)
  return (
    <main class="page wide statistics">
      <div class="head">
        <h1>{t('statistics.title')}</h1>
        <fieldset class="spans">
          <legend class="vh">{t('statistics.days')}</legend>
          {SPANS.map((span) => (
            <label key={span}>
              <input type="radio" name="span" checked={days === span} onChange={() => setDays(span)} />
              <span>{t(`statistics.days.${span}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <Figures key={days} {...{ api, days, onEnded }} />
      <p class="sm dim">{t('statistics.footnote')}</p>
    </main>
  )
}

/** Both halves belong to one span. */
interface Loaded {
  readonly numbers: StatisticsView
  readonly quality: QualityView
}

function Figures({ api, days, onEnded }: StatisticsPageProps & { readonly days: number }) {
  const { t, language } = useTexts()
  const { byCode } = useCategories(api, { language })
  const { value, isBusy, isUnreachable, refusal, reload } = useLoaded<Loaded>(async () => {
    const [numbers, quality] = await Promise.all([api.statistics(days), api.quality(days)])
    if (numbers.kind !== 'ok') return numbers
    if (quality.kind !== 'ok') return quality
    return { kind: 'ok', value: { numbers: numbers.value, quality: quality.value } }
  }, onEnded)
  return (
    <>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('statistics.failed')} onRetry={reload} />
      {value === null && isBusy && <p class="dim">{t('loading')}</p>}
      {value && (
        <div class="panels">
          <Tiles {...value} />
          <Inflow numbers={value.numbers} />
          <Ages numbers={value.numbers} />
          <Handling numbers={value.numbers} />
          <Agreement quality={value.quality} />
          <Promises numbers={value.numbers} />
          <Overturned {...value} />
          <Categories numbers={value.numbers} categories={byCode} />
          <Calibration numbers={value.numbers} />
          <Entries numbers={value.numbers} categories={byCode} />
        </div>
      )}
    </>
  )
}
