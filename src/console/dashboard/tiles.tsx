import type { QualityView } from '../../http/moderator/quality-schemas.ts'
import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { appealsOverturned, ofText, percent, pointName } from './figures.ts'

interface Props {
  readonly numbers: StatisticsView
  readonly quality: QualityView
}

/** The few numbers that one looks for first, each with its denominator. */
export function Tiles({ numbers, quality }: Props) {
  const { t, language } = useTexts()
  const { verdicts, ages, from, to } = numbers
  const total = (verdicts.pass ?? verdicts.hold ?? verdicts.block)?.of ?? 0
  const held = ages.find(({ queue }) => queue === 'held')
  const appeals = appealsOverturned(quality)
  const { kappa, pairs } = quality.overall
  const tiles = [
    [
      t('statistics.inflow.total'),
      total.toLocaleString(language),
      t('statistics.span', { from: pointName(from), to: pointName(to) }),
    ],
    [t('statistics.pass'), percent(verdicts.pass?.share), ofText(verdicts.pass, t)],
    [t('statistics.hold'), percent(verdicts.hold?.share), ofText(verdicts.hold, t)],
    [t('statistics.within'), percent(held?.within?.share), ofText(held?.within ?? null, t)],
    [t('statistics.overturn.appeals'), percent(appeals?.share), ofText(appeals, t)],
    [
      [t('statistics.agreement'), t('statistics.kappa')].join(' '),
      kappa === null ? '–' : kappa.toFixed(2),
      `${t('statistics.kappa.pairs')} ${pairs}`,
    ],
  ] as const
  return (
    <dl class="tiles panel" data-columns={12}>
      {tiles.map(([name, value, about]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b class="num">{value}</b>
            <span class="sm dim">{about}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
