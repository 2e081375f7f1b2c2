import type { Db } from '../../src/storage/database.ts'

const HOUR_MS = 3_600_000

interface Counted {
  readonly measure: string
  readonly label: string
  readonly count: number
  readonly total?: number
}

/** What the job would have counted of one of the days before today; busier the later. */
function dayOf(day: number): readonly Counted[] {
  const verdicts = { pass: 3_000 + day * 60, hold: 500 + (day % 4) * 40, block: 220 + (day % 3) * 30 }
  return [
    ...Object.entries(verdicts).map(([label, count]) => ({ measure: 'verdict', label, count })),
    { measure: 'decision', label: 'publish', count: 300 },
    { measure: 'decision', label: 'reject', count: 160 },
    // Buckets of seconds, each a tenth longer than the one before.
    ...[14, 20, 26, 38].map((bucket) => ({ measure: 'handling', label: `${bucket}`, count: 115 })),
    ...[52, 60, 68, 76 + (day % 5)].map((bucket) => ({ measure: 'age', label: `held ${bucket}`, count: 115 })),
    { measure: 'within', label: 'held', count: 440 - day },
    { measure: 'again', label: 'policy changed', count: 3 },
    { measure: 'again', label: 'policy kept', count: 60 },
    { measure: 'undone', label: 'self', count: 4 },
    { measure: 'refused', label: 'ad_spam', count: 90 },
    { measure: 'refused', label: 'abuse', count: 40 },
    { measure: 'blocked', label: 'gambling', count: 120 },
    { measure: 'entry', label: JSON.stringify(['entry', '加薇信', 'ad_spam', 'refused']), count: 60 },
    { measure: 'entry', label: JSON.stringify(['entry', '加薇信', 'ad_spam', 'published']), count: 3 },
    ...Array.from({ length: 10 }, (_, tenth) => [
      calibrated(tenth, 'refused', tenth * 4 + 1),
      calibrated(tenth, 'published', 40 - tenth * 4),
    ]).flat(),
  ]
}

function calibrated(tenth: number, outcome: string, count: number): Counted {
  return {
    measure: 'calibration',
    label: JSON.stringify(['linear-1', tenth, outcome]),
    count,
    total: count * (tenth / 10 + 0.05),
  }
}

/** Thirteen days before today, counted as the job counts them. */
export async function insertCounted(db: Db): Promise<void> {
  const now = Date.now()
  const rows = Array.from({ length: 13 }, (_, before) => {
    const day = new Date(now + 8 * HOUR_MS - (13 - before) * 24 * HOUR_MS).toISOString().slice(0, 10)
    return dayOf(before).map(({ total = 0, ...counted }) => ({ site_id: 'demo', day, total, ...counted }))
  }).flat()
  await db.insertInto('statistic_day').values(rows).execute()
  const until = new Date(Math.floor(now / HOUR_MS) * HOUR_MS)
  await db
    .insertInto('statistic_until')
    .values({ site_id: 'demo', counted_until: until, counted_at: new Date(now) })
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet({ counted_until: until }))
    .execute()
}
