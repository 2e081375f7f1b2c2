import { useMemo } from 'preact/hooks'
import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { Chart, type Series } from './chart.tsx'
import { percent } from './figures.ts'
import { Numbers, Panel } from './panel.tsx'

/** Whether what the model says with so much certainty is refused so often. */
export function Calibration({ numbers: { calibration } }: { numbers: StatisticsView }) {
  const { t } = useTexts()
  // The one that was asked most is the one in force.
  const model = useMemo(() => [...calibration].sort((one, other) => other.decided - one.decided)[0], [calibration])
  const points = useMemo(() => model?.bins.map(({ meanChance }) => percent(meanChance)) ?? [], [model])
  const series = useMemo((): Series[] => {
    const of = (value: (bin: NonNullable<typeof model>['bins'][number]) => number) => model?.bins.map(value) ?? []
    return [
      { name: t('statistics.calibration.is'), values: of(({ refused }) => refused.share), color: '--s1', look: 'line' },
      { name: '95 % ↓', values: of(({ refused }) => refused.low), color: '--s-soft', look: 'dots' },
      { name: '95 % ↑', values: of(({ refused }) => refused.high), color: '--s-soft', look: 'dots' },
      {
        name: t('statistics.calibration.ideal'),
        values: of(({ meanChance }) => meanChance),
        color: '--s2',
        look: 'dashed',
      },
    ]
  }, [model, t])
  if (!model) {
    return (
      <Panel id="calibration" title={t('statistics.calibration')} columns={6}>
        <p class="dim">{t('statistics.none')}</p>
      </Panel>
    )
  }
  const about = { model: model.model, decided: model.decided, error: percent(model.error) }
  return (
    <Panel
      id="calibration"
      title={t('statistics.calibration')}
      about={t('statistics.calibration.about', about)}
      columns={6}
    >
      <Chart
        label={t('statistics.calibration')}
        points={points}
        series={series}
        say={percent}
        tick={wholePercent}
        isShare
      />
      <Numbers
        caption={t('statistics.calibration')}
        heads={[t('statistics.calibration.says'), t('statistics.calibration.is'), '95 %', t('statistics.decided')]}
        rows={model.bins.map(({ meanChance, refused }) => [
          percent(meanChance),
          percent(refused.share),
          `${percent(refused.low)}–${percent(refused.high)}`,
          refused.of,
        ])}
      />
    </Panel>
  )
}

function wholePercent(share: number): string {
  return `${Math.round(share * 100)} %`
}
