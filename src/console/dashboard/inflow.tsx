import { useMemo } from 'preact/hooks'
import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { Chart, type Series } from './chart.tsx'
import { along, percent, pointName, timeline } from './figures.ts'
import { Numbers, Panel } from './panel.tsx'

const LAYERS = [
  ['pass', '--s-soft', 'bars'],
  ['hold', '--s2', 'hatched'],
  ['block', '--s3', 'bars'],
] as const

/** What came in, and what the machine made of it. */
export function Inflow({ numbers }: { numbers: StatisticsView }) {
  const { t } = useTexts()
  const times = useMemo(() => timeline(numbers), [numbers])
  const points = useMemo(() => times.map(pointName), [times])
  const series = useMemo(
    () =>
      LAYERS.map(
        ([verdict, color, look]): Series => ({
          name: t(`statistics.${verdict}`),
          values: along(times, { series: numbers.inflow, value: (one) => one[verdict], missing: 0 }),
          color,
          look,
        }),
      ),
    [times, t],
  )
  const shares = LAYERS.map(([verdict]) => `${t(`statistics.${verdict}`)} ${percent(numbers.verdicts[verdict]?.share)}`)
  return (
    <Panel id="inflow" title={t('statistics.inflow')} about={shares.join(t('list.dot'))} columns={6}>
      <Chart label={t('statistics.inflow')} points={points} series={series} say={String} />
      <Numbers
        caption={t('statistics.inflow')}
        heads={[t('statistics.at'), ...series.map(({ name }) => name)]}
        rows={points.map((point, at) => [point, ...series.map(({ values }) => values[at] ?? 0)])}
      />
    </Panel>
  )
}
