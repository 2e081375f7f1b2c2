import { useMemo } from 'preact/hooks'
import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { shortAge } from '../time-words.ts'
import { Chart, type Series } from './chart.tsx'
import { along, ofText, percent, pointName, timeline } from './figures.ts'
import { Numbers, NumbersTable, Panel } from './panel.tsx'

/** How long what was decided had waited, against what is promised. */
export function Ages({ numbers }: { numbers: StatisticsView }) {
  const { t } = useTexts()
  const times = useMemo(() => timeline(numbers), [numbers])
  const points = useMemo(() => times.map(pointName), [times])
  const series = useMemo(() => heldSeries(numbers, times, t), [times, t])
  return (
    <Panel id="ages" title={t('statistics.ages')} about={t('statistics.ages.held')} columns={6}>
      <Chart label={t('statistics.ages.held')} points={points} series={series} say={minutes} />
      <Numbers
        caption={t('statistics.ages.held')}
        heads={[t('statistics.at'), ...series.map(({ name }) => name)]}
        rows={points.map((point, at) => [point, ...series.map(({ values }) => shown(values[at] ?? null))])}
      />
    </Panel>
  )
}

/** What is promised in each queue, and how often it was kept. */
export function Promises({ numbers }: { numbers: StatisticsView }) {
  const { t } = useTexts()
  const said = (seconds: number | null) => (seconds === null ? '–' : shortAge(seconds, t))
  return (
    <Panel id="promises" title={t('statistics.promises')} columns={6}>
      <NumbersTable
        caption={t('statistics.promises')}
        heads={[
          t('statistics.queue'),
          t('statistics.target'),
          t('statistics.within'),
          t('statistics.decided'),
          t('statistics.median'),
          t('statistics.p95'),
        ]}
        rows={numbers.ages.map(({ queue, targetMinutes, within, count, medianSeconds, p95Seconds }) => [
          t(`queue.${queue}`),
          shortAge(targetMinutes * 60, t),
          within === null ? '–' : <span title={ofText(within, t)}>{percent(within.share)}</span>,
          count,
          said(medianSeconds),
          said(p95Seconds),
        ])}
      />
    </Panel>
  )
}

function heldSeries(numbers: StatisticsView, times: readonly string[], t: ReturnType<typeof useTexts>['t']): Series[] {
  const held = numbers.ages.find(({ queue }) => queue === 'held')
  const of = (value: (one: { medianSeconds: number | null; p95Seconds: number | null }) => number | null) =>
    along(times, { series: held?.series ?? [], value: (one) => inMinutes(value(one)) })
  const target = held?.targetMinutes ?? 0
  return [
    { name: t('statistics.median'), values: of((one) => one.medianSeconds), color: '--s1', look: 'line' },
    { name: t('statistics.p95'), values: of((one) => one.p95Seconds), color: '--s2', look: 'dashed' },
    {
      name: t('statistics.limit', { age: shortAge(target * 60, t) }),
      values: times.map(() => target),
      color: '--s3',
      look: 'dots',
    },
  ]
}

function inMinutes(seconds: number | null): number | null {
  return seconds === null ? null : seconds / 60
}

function minutes(value: number): string {
  return value < 10 && !Number.isInteger(value) ? value.toFixed(1) : String(Math.round(value))
}

function shown(value: number | null): string {
  return value === null ? '–' : minutes(value)
}
