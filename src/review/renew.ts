import { sql } from 'kysely'
import type { Db } from '../storage/database.ts'
import type { LeaseToken } from '../storage/lease-tokens.ts'
import { explainLoss, type LeaseKey, type LeaseLost } from './lease.ts'
import { renewTurns } from './training.ts'

export type Renewed = { readonly outcome: 'renewed'; readonly expiresAt: Date } | LeaseLost

interface Renewal {
  readonly siteId: string
  readonly moderatorId: string
  readonly seconds: number
}

/**
 * Gives a lease that still holds `seconds` more from now; one that has expired stays lost, even if nobody took it since.
 * Renewing leaves no event: the log tells who claimed and who gave back, and the next claim that nobody held any more.
 */
export async function renew(db: Db, lease: LeaseKey & { readonly seconds: number }): Promise<Renewed> {
  const [renewed] = await renewMany(db, lease, [lease])
  if (!renewed) throw new Error('one lease was asked about, and none answered')
  return renewed.answer
}

/**
 * Renews each of these leases by its own token, in one statement, and answers for each in the same order. Whoever writes to
 * many comments takes their rows in the order of their ids, so that no two wait for each other.
 */
export async function renewMany(
  db: Db,
  { siteId, moderatorId, seconds }: Renewal,
  leases: readonly LeaseToken[],
): Promise<readonly { readonly commentId: string; readonly answer: Renewed }[]> {
  const ids = leases.map(({ commentId }) => commentId)
  const tokens = leases.map(({ leaseToken }) => leaseToken)
  const { rows } = await sql<{ id: string; expiresAt: Date }>`
    update comment set lease_expires_at = clock_timestamp() + make_interval(secs => ${seconds})
    from (
      select comment.id from unnest(${ids}::uuid[], ${tokens}::uuid[]) as asked (id, token)
      join comment on site_id = ${siteId} and comment.id = asked.id and lease_token = asked.token
      where lease_holder = ${moderatorId} and lease_expires_at > clock_timestamp()
      order by comment.id for no key update of comment
    ) as held
    where site_id = ${siteId} and comment.id = held.id
    returning comment.id as "id", lease_expires_at as "expiresAt"`.execute(db)
  const renewed = new Map(rows.map(({ id, expiresAt }) => [id, expiresAt]))
  const rest = leases.filter(({ commentId }) => !renewed.has(commentId))
  // Training cards are no leases on comments, and whoever has one cannot tell.
  const training = rest.length === 0 ? [] : await renewTurns(db, { siteId, moderatorId, seconds, leases: rest })
  for (const { commentId, expiresAt } of training) renewed.set(commentId, expiresAt)
  return Promise.all(
    leases.map(async ({ commentId, leaseToken }) => {
      const expiresAt = renewed.get(commentId)
      if (expiresAt) return { commentId, answer: { outcome: 'renewed' as const, expiresAt } }
      return { commentId, answer: await explainLoss(db, { siteId, moderatorId, commentId, leaseToken }) }
    }),
  )
}
