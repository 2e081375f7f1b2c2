import { countOf, type Durations, quantile } from './durations.ts'
import { type Share, shareOf } from './share.ts'

/** What was counted of one label, in one day or hour or in all. */
export interface LabelCount {
  readonly at: string
  readonly label: string
  readonly count: number
  readonly total: number
}

/** How long something took. */
export interface Times {
  readonly count: number
  /** Whole seconds; `null` of none. */
  readonly medianSeconds: number | null
  readonly p95Seconds: number | null
}

/** Returns the median and the 95th percentile of what was counted by bucket, wrong by a twentieth at most. */
export function timesOf(rows: readonly LabelCount[]): Times {
  const durations = bucketsOf(rows)
  return {
    count: countOf(durations),
    medianSeconds: inSeconds(quantile(durations, 0.5)),
    p95Seconds: inSeconds(quantile(durations, 0.95)),
  }
}

/** The bucket is the last word of a label. */
function bucketsOf(rows: readonly LabelCount[]): Durations {
  const buckets = new Map<number, number>()
  for (const { label, count } of rows) {
    const bucket = Number(label.split(' ').at(-1))
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + count)
  }
  return buckets
}

function inSeconds(seconds: number | null): number | null {
  return seconds === null ? null : Math.max(1, Math.round(seconds))
}

/** Returns how many were counted of these labels, or of all. */
export function sumOf(rows: readonly LabelCount[], ...labels: readonly string[]): number {
  return rows
    .filter(({ label }) => labels.length === 0 || labels.includes(label))
    .reduce((sum, { count }) => sum + count, 0)
}

/** What an entry, or a rule, hit in decided comments. */
export interface EntryPrecision {
  readonly rule: string
  readonly entry: string | null
  readonly category: string
  readonly published: number
  readonly decided: number
  /** Refused of those decided. */
  readonly precision: Share
}

type Outcome = 'published' | 'refused'

/** Returns each entry and rule that hit a decided comment, the most often decided first. */
export function precisionOf(rows: readonly LabelCount[]): readonly EntryPrecision[] {
  const entries = new Map<
    string,
    { rule: string; entry: string | null; category: string; published: number; refused: number }
  >()
  for (const { label, count } of rows) {
    const [rule, entry, category, outcome]: [string, string | null, string, Outcome] = JSON.parse(label)
    const key = JSON.stringify([rule, entry, category])
    const known = entries.get(key) ?? { rule, entry, category, published: 0, refused: 0 }
    known[outcome] += count
    entries.set(key, known)
  }
  return [...entries.values()]
    .flatMap(({ published, refused, ...named }) => {
      const precision = shareOf(refused, published + refused)
      return precision ? [{ ...named, published, decided: published + refused, precision }] : []
    })
    .sort((one, other) => other.decided - one.decided)
}

/** Comments of which a model thought much the same, and how many of them were refused. */
export interface CalibrationBin {
  readonly from: number
  readonly to: number
  readonly meanChance: number
  readonly refused: Share
}

export interface Calibration {
  readonly model: string
  readonly decided: number
  /** How far the chances are from the shares on average, weighted by the comments of each bin: 0 to 1. */
  readonly error: number
  readonly bins: readonly CalibrationBin[]
}

const BINS = 10

/** Returns how well the chances that each model gave were borne out by decisions, the most often decided model first. */
export function calibrationOf(rows: readonly LabelCount[]): readonly Calibration[] {
  const models = new Map<string, Map<number, { refused: number; count: number; total: number }>>()
  for (const { label, count, total } of rows) {
    const [model, at, outcome]: [string, number, Outcome] = JSON.parse(label)
    const bins = models.get(model) ?? new Map<number, { refused: number; count: number; total: number }>()
    const bin = bins.get(at) ?? { refused: 0, count: 0, total: 0 }
    bins.set(at, {
      refused: bin.refused + (outcome === 'refused' ? count : 0),
      count: bin.count + count,
      total: bin.total + total,
    })
    models.set(model, bins)
  }
  return [...models]
    .map(([model, bins]) => calibrationOfModel(model, bins))
    .sort((one, other) => other.decided - one.decided)
}

function calibrationOfModel(
  model: string,
  counted: ReadonlyMap<number, { refused: number; count: number; total: number }>,
): Calibration {
  const bins = [...counted]
    .sort(([one], [other]) => one - other)
    .flatMap(([at, { refused, count, total }]): CalibrationBin[] => {
      const share = shareOf(refused, count)
      return share ? [{ from: at / BINS, to: (at + 1) / BINS, meanChance: total / count, refused: share }] : []
    })
  const decided = bins.reduce((sum, bin) => sum + bin.refused.of, 0)
  const away = bins.reduce((sum, { meanChance, refused }) => sum + refused.of * Math.abs(meanChance - refused.share), 0)
  return { model, decided, error: decided === 0 ? 0 : away / decided, bins }
}
