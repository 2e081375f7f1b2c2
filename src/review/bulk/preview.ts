import { sql } from 'kysely'
import { BULK_POLICY, type BulkOutcome } from '../../moderation/bulk.ts'
import type { Status } from '../../moderation/life-cycle.ts'
import { rateCopies } from '../../screening/copies.ts'
import type { Db } from '../../storage/database.ts'
import { findKept } from '../../storage/kept-from.ts'
import { findCopyCandidates } from '../../storage/search/copies.ts'
import { type BulkRow, findBulkRows } from './rows.ts'
import { type Deciding, findStandings } from './stands.ts'

/** Which comments are meant. */
export type BulkWish =
  | { readonly type: 'near_duplicates'; readonly commentId: string }
  /** The last of one author. */
  | { readonly type: 'author'; readonly readerId: string; readonly last: number }
  | { readonly type: 'selection'; readonly commentIds: readonly string[] }

/** One comment as it would fare. */
export interface PreviewedComment extends BulkRow {
  /** With the comment whose near-duplicates are meant, 0 to 1. */
  readonly likeness: number | null
  /** Whether it is meant unless somebody says otherwise. */
  readonly isTicked: boolean
  /** `decided` where nothing stands against it. */
  readonly outcome: BulkOutcome
  readonly holder: string | null
}

export interface BulkPreview {
  readonly comments: readonly PreviewedComment[]
  /** Whether there are more than one act may hold. */
  readonly isCut: boolean
}

/**
 * Returns the comments that are meant, as they would fare if they were decided now; nothing is changed. What is like a
 * comment without being its copy is listed and not ticked: it may speak against it. What a decider may still be asked to
 * look at a second time is left out, as how it fares would tell what was made of it. `undefined` where the site has no
 * comment whose near-duplicates could be meant.
 */
export async function previewBulk(db: Db, deciding: Deciding, wish: BulkWish): Promise<BulkPreview | undefined> {
  const wished = await findMeant(db, deciding.siteId, wish)
  if (!wished) return undefined
  const hidden = await findBlind(db, deciding, wished)
  const meant = wished.filter(({ id }) => !hidden.has(id))
  const within = meant.slice(0, BULK_POLICY.most)
  const rows = await findBulkRows(
    db,
    deciding.siteId,
    within.map(({ id }) => id),
  )
  const seen = within.flatMap(({ id }) => {
    const row = rows.get(id)
    return row ? [{ commentId: id, status: row.status }] : []
  })
  const standings = new Map((await findStandings(db, deciding, seen)).map((one) => [one.commentId, one]))
  const comments = within.flatMap(({ id, likeness, isCopy }): PreviewedComment[] => {
    const row = rows.get(id)
    const standing = standings.get(id)
    if (!row || !standing) return []
    const { outcome, holder } = standing
    return [{ ...row, likeness, isTicked: isCopy && outcome === 'decided', outcome, holder }]
  })
  return { comments, isCut: meant.length > within.length }
}

async function findBlind(
  db: Db,
  { siteId, deciders }: Deciding,
  meant: readonly Meant[],
): Promise<ReadonlySet<string>> {
  const commentIds = meant.map(({ id }) => id)
  const found = await Promise.all(deciders.map((moderatorId) => findKept(db, { siteId, moderatorId }, commentIds)))
  return new Set(found.flatMap((kept) => [...kept.keys()]))
}

interface Meant {
  readonly id: string
  readonly likeness: number | null
  readonly isCopy: boolean
}

async function findMeant(db: Db, siteId: string, wish: BulkWish): Promise<readonly Meant[] | undefined> {
  if (wish.type === 'selection') return wish.commentIds.map((id) => ({ id, likeness: null, isCopy: true }))
  if (wish.type === 'author') return findLast(db, siteId, wish)
  const found = await findCopyCandidates(db, { siteId, commentId: wish.commentId })
  return found && rateCopies(found.text, found.candidates)
}

async function findLast(
  db: Db,
  siteId: string,
  { readerId, last }: Extract<BulkWish, { type: 'author' }>,
): Promise<Meant[]> {
  const { rows } = await sql<{ id: string; status: Status }>`
    select id from comment where site_id = ${siteId} and reader_id = ${readerId} and status <> 'withdrawn'
    order by created_at desc, id desc limit ${last}`.execute(db)
  return rows.map(({ id }) => ({ id, likeness: null, isCopy: true }))
}
