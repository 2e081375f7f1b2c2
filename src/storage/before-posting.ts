import { sql } from 'kysely'
import type { CreditRecord } from '../moderation/credit.ts'
import { graverThan, type Sanction } from '../moderation/sanction.ts'
import type { Article } from './articles.ts'
import type { Db } from './database.ts'
import { PREPARED } from './prepared.ts'
import type { Reader } from './readers.ts'
import { creditSince, type HeldAgainst, inForce, selvesOf, toCreditRecord } from './sanctions.ts'

interface Posting {
  readonly siteId: string
  readonly articleId: string
  readonly identity: Buffer
  /** The verified person behind the account, where the portal says so. */
  readonly person: Buffer | null
  /** Under which the request may have come before. */
  readonly key: string | null
  readonly at: Date
}

/** What of a reader decides about a new comment. */
export type PostingReader = Pick<Reader, 'id' | 'display_name' | 'person' | 'age'>

/** What of an article does. */
export type PostingArticle = Pick<
  Article,
  'site_id' | 'id' | 'mode' | 'risk_level' | 'authors' | 'slow_seconds' | 'slowed_until' | 'flooded_until'
>

/** All that is known before a comment is read. */
export interface BeforePosting {
  /** `undefined` for who has not written yet. */
  readonly reader: PostingReader | undefined
  /** `undefined` where nobody has. */
  readonly article: PostingArticle | undefined
  /** What the first request under the key asked and was answered. */
  readonly kept: { readonly requestHash: Buffer; readonly answer: object } | undefined
  /** Measures in force that hold or refuse what the reader writes, the newest first. */
  readonly sanctions: readonly HeldAgainst[]
  readonly credit: CreditRecord | undefined
}

/**
 * Returns what decides whether and how a reader's comment is read, in one statement: what `findReader`, `findArticle`,
 * `findIdempotencyKey`, `listInForce` and `readCreditRecord` return, as of one moment.
 *
 *     select … from (select) as asked left join reader as writer … left join article … left join idempotency_key …,
 *       lateral (select json_agg(…) from sanction …), lateral (select count(*) … from comment …)
 */
export async function readBeforePosting(db: Db, posting: Posting): Promise<BeforePosting> {
  const { siteId, articleId, identity, person, key, at } = posting
  const writer = { siteId, readerId: sql.ref('writer.id'), person, at }
  const { rows } = await sql<Row>`
    ${PREPARED} select writer.id as "readerId", writer.display_name, writer.person, writer.age,
      article.id as "articleId", article.mode, article.risk_level, article.authors,
      article.slow_seconds, article.slowed_until, article.flooded_until,
      kept.request_hash as "requestHash", kept.answer, held.sanctions, imposed.sanctions as "imposed",
      counted.published, counted.refused
    from (select) as asked
    left join reader as writer on writer.site_id = ${siteId} and writer.identity = ${identity}
    left join article on article.site_id = ${siteId} and article.id = ${articleId}
    left join idempotency_key as kept
      on kept.site_id = ${siteId} and kept.reader_id = writer.id and kept.key = ${key}::text
    cross join lateral (
      select coalesce(json_agg(
        json_build_object('measure', measure, 'category', category, 'reason', reason, 'until', until)
        order by imposed_at desc, id desc
      ), '[]') as sanctions from ${inForce(writer, graverThan('none'))}
    ) as held
    cross join lateral (
      select coalesce(json_agg(json_build_object('measure', measure, 'imposedAt', imposed_at, 'until', until)), '[]')
        as sanctions
      from sanction
      where sanction.site_id = ${siteId} and sanction.reader_id = any(${selvesOf(siteId, writer.readerId)})
        and not exists (
          select from sanction_lift where sanction_lift.site_id = sanction.site_id and sanction_id = sanction.id
        )
    ) as imposed
    cross join lateral (
      select (count(*) filter (where status = 'published'))::int as published,
        (count(*) filter (where status in ('rejected', 'removed')))::int as refused
      from comment
      where comment.site_id = ${siteId} and comment.reader_id = writer.id and comment.created_at > ${creditSince(at)}
    ) as counted`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a statement that joins to one row answered none')
  return toBeforePosting(row, posting)
}

interface Row extends Omit<PostingReader, 'id'>, Omit<PostingArticle, 'id' | 'site_id'> {
  readonly readerId: string | null
  readonly articleId: string | null
  readonly requestHash: Buffer | null
  readonly answer: object | null
  readonly sanctions: readonly Told<HeldAgainst>[]
  readonly imposed: readonly Told<Pick<Sanction, 'measure' | 'imposedAt' | 'until'>>[]
  readonly published: number
  readonly refused: number
}

/** As JSON tells it: times are text. */
type Told<Of> = {
  readonly [Key in keyof Of]: Of[Key] extends Date ? string : Of[Key] extends Date | null ? string | null : Of[Key]
}

function toBeforePosting(row: Row, { siteId, at }: Posting): BeforePosting {
  const { readerId, articleId, requestHash, answer } = row
  const imposed = row.imposed.map(({ measure, imposedAt, until }) => ({
    measure,
    imposedAt: new Date(imposedAt),
    until: toTime(until),
  }))
  const { display_name, person, age, mode, risk_level, authors, slow_seconds, slowed_until, flooded_until } = row
  const pace = { slow_seconds, slowed_until, flooded_until }
  return {
    reader: readerId === null ? undefined : { id: readerId, display_name, person, age },
    article: articleId === null ? undefined : { site_id: siteId, id: articleId, mode, risk_level, authors, ...pace },
    kept: requestHash && answer ? { requestHash, answer } : undefined,
    sanctions: row.sanctions.map((sanction) => ({ ...sanction, until: toTime(sanction.until) })),
    credit: readerId === null ? undefined : toCreditRecord(row, imposed, at),
  }
}

function toTime(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
