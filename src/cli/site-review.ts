import { CommandError } from '../command-error.ts'
import { BULK_POLICY } from '../moderation/bulk.ts'
import { REVIEW_POLICY } from '../moderation/review-policy.ts'
import type { Db } from '../storage/database.ts'
import { type ReviewSettings, setReviewSettings } from '../storage/sites.ts'
import { parseCount, parseOptions } from './options.ts'

const OPTIONS = { 'second-share': { type: 'string' }, 'bulk-alone': { type: 'string' } } as const

interface Wanted {
  readonly id: string
  /** What is left out stays; `null` takes the product's. */
  readonly settings: Partial<ReviewSettings>
}

/** Reads `site review ID [--second-share S] [--bulk-alone N]`; an empty value takes the product's again. */
export function parseReview(args: readonly string[]): Wanted {
  const { values, positionals } = parseOptions(args, { options: OPTIONS, positionals: 2 })
  const { 'second-share': share, 'bulk-alone': alone } = values
  return {
    id: positionals[1] ?? '',
    settings: {
      ...(share === undefined ? {} : { secondShare: share === '' ? null : parseShare(share) }),
      ...(alone === undefined
        ? {}
        : { bulkAlone: parseCount('bulk-alone', alone || undefined, BULK_POLICY.most) ?? null }),
    },
  }
}

function parseShare(value: string): number {
  const share = /^\d(\.\d+)?$/.test(value) ? Number(value) : Number.NaN
  if (share >= 0 && share <= 1) return share
  throw new CommandError(
    `--second-share is a share from 0 to 1, like 0.05, not "${value}"; an empty one is the product's.`,
  )
}

/** Sets how a site reviews, and tells how it does now. */
export async function setReview(db: Db, { id, settings }: Wanted): Promise<string> {
  const now = await setReviewSettings(db, id, settings)
  if (!now) throw new CommandError(`There is no site "${id}".`)
  const { secondShare, bulkAlone } = now
  return (
    `second look at: ${secondShare ?? REVIEW_POLICY.secondShare} of the decisions${usual(secondShare)}\n` +
    `decided alone in bulk: ${bulkAlone ?? BULK_POLICY.alone} comments${usual(bulkAlone)}\n`
  )
}

function usual(own: number | null): string {
  return own === null ? ", the product's own" : ''
}
