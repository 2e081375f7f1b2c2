import { useMemo } from 'preact/hooks'
import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { Chart, type Series } from './chart.tsx'
import { along, pointName, timeline } from './figures.ts'
import { Numbers, Panel } from './panel.tsx'

/** How long one decision takes, by the middle one and the slow ones. */
export function Handling({ numbers }: { numbers: StatisticsView }) {
  const { t } = useTexts()
  const { handling } = numbers
  const times = useMemo(() => timeline(numbers), [numbers])
  const points = useMemo(() => times.map(pointName), [times])
  const series = useMemo(
    (): Series[] => [
      {
        name: t('statistics.median'),
        values: along(times, { series: handling.series, value: (one) => one.medianSeconds }),
        color: '--s1',
        look: 'line',
      },
      {
        name: t('statistics.p95'),
        values: along(times, { series: handling.series, value: (one) => one.p95Seconds }),
        color: '--s2',
        look: 'dashed',
      },
    ],
    [times, t],
  )
  const counts = along(times, { series: handling.series, value: ({ count }) => count, missing: 0 })
  return (
    <Panel id="handling" title={t('statistics.handling')} about={t('statistics.handling.about')} columns={6}>
      <p class="sm sub">
        {t('statistics.median')} {handling.medianSeconds ?? '–'}
        {t('list.dot')}
        {t('statistics.p95')} {handling.p95Seconds ?? '–'}
        {t('list.dot')}
        {t('statistics.decided')} {handling.count}
      </p>
      <Chart label={t('statistics.handling')} points={points} series={series} say={whole} height={180} />
      <Numbers
        caption={t('statistics.handling')}
        heads={[t('statistics.at'), t('statistics.decided'), ...series.map(({ name }) => name)]}
        rows={points.map((point, at) => [point, counts[at] ?? 0, ...series.map(({ values }) => values[at] ?? '–')])}
      />
    </Panel>
  )
}

function whole(value: number): string {
  return String(Math.round(value))
}
