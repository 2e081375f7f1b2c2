import { QUEUE_POLICY, QUEUES } from '../../../moderation/queue.ts'
import { shareOf } from '../../../moderation/statistics/share.ts'
import { calibrationOf, type LabelCount, precisionOf, sumOf, timesOf } from '../../../moderation/statistics/summary.ts'
import type { Measure } from '../../../storage/statistics/measures.ts'
import type { Counted } from '../../../storage/statistics/read-statistics.ts'
import type { StatisticsView } from './statistics-schemas.ts'

/** More are a list that nobody reads to its end. */
const MOST_ENTRIES = 50

type Numbers = Omit<StatisticsView, 'timeZone' | 'from' | 'to' | 'unit' | 'countedUntil'>

/** Makes of what was counted what a person reads; every share has its denominator. */
export function viewStatistics(rows: readonly Counted[]): Numbers {
  const of = (measure: Measure): readonly LabelCount[] => rows.filter((row) => row.measure === measure)
  const written = of('verdict')
  const decided = of('decision')
  const share = (label: string) => shareOf(sumOf(written, label), sumOf(written))
  return {
    inflow: series(written, (some) => ({
      pass: sumOf(some, 'pass'),
      hold: sumOf(some, 'hold'),
      block: sumOf(some, 'block'),
    })),
    verdicts: { pass: share('pass'), hold: share('hold'), block: share('block') },
    decisions: {
      total: sumOf(decided),
      kinds: {
        publish: sumOf(decided, 'publish'),
        reject: sumOf(decided, 'reject'),
        remove: sumOf(decided, 'remove'),
        restore: sumOf(decided, 'restore'),
      },
      series: series(decided, (some) => ({ count: sumOf(some) })),
    },
    handling: { ...timesOf(of('handling')), series: series(of('handling'), timesOf) },
    ages: viewAges(of('age'), of('within')),
    ...viewReviews(of('again'), of('undone'), sumOf(decided)),
    categories: viewCategories(of('refused'), of('blocked')),
    entries: precisionOf(of('entry'))
      .slice(0, MOST_ENTRIES)
      .toSorted((one, other) => other.precision.share - one.precision.share || other.decided - one.decided)
      .map((entry) => ({ ...entry })),
    calibration: calibrationOf(of('calibration')).map(({ bins, ...model }) => ({ ...model, bins: [...bins] })),
  }
}

function series<View>(rows: readonly LabelCount[], view: (some: readonly LabelCount[]) => View) {
  const times = [...new Set(rows.map(({ at }) => at))]
  return times.map((at) => ({ at, ...view(rows.filter((row) => row.at === at)) }))
}

function viewAges(ages: readonly LabelCount[], within: readonly LabelCount[]): StatisticsView['ages'] {
  return QUEUES.map((queue) => {
    const own = ages.filter(({ label }) => label.startsWith(`${queue} `))
    const kept = within.filter(({ label }) => label === queue)
    return {
      queue,
      targetMinutes: QUEUE_POLICY[queue].targetMinutes,
      within: shareOf(sumOf(kept), sumOf(own)),
      ...timesOf(own),
      series: series(own, (some) => ({
        within: sumOf(kept.filter(({ at }) => at === some[0]?.at)),
        ...timesOf(some),
      })),
    }
  })
}

function viewReviews(
  again: readonly LabelCount[],
  undone: readonly LabelCount[],
  decisions: number,
): Pick<StatisticsView, 'again' | 'undone'> {
  const changed = (whose: string) =>
    shareOf(sumOf(again, `${whose} changed`), sumOf(again, `${whose} changed`, `${whose} kept`))
  return {
    again: { ofPolicy: changed('policy'), ofOthers: changed('other'), ofOwn: changed('self') },
    undone: {
      byThemselves: shareOf(sumOf(undone, 'self'), decisions),
      byOthers: shareOf(sumOf(undone, 'other'), decisions),
    },
  }
}

function viewCategories(refused: readonly LabelCount[], blocked: readonly LabelCount[]): StatisticsView['categories'] {
  const names = [...new Set([...refused, ...blocked].map(({ label }) => label))]
  return names
    .map((category) => ({ category, refused: sumOf(refused, category), blocked: sumOf(blocked, category) }))
    .sort((one, other) => other.refused + other.blocked - one.refused - one.blocked)
}
