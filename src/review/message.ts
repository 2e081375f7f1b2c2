import { sql } from 'kysely'
import type { Language, Words } from '../moderation/language.ts'
import { noticeWithName } from '../moderation/notice.ts'
import type { Evidence } from '../screening/evidence.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import type { Db } from '../storage/database.ts'
import { PREPARED } from '../storage/prepared.ts'

/** What the author will read. */
export interface Message {
  readonly words: Words | null
  /** The site's own wording that it is, `null` for the product's. */
  readonly templateId: string | null
}

interface Composing {
  readonly siteId: string
  readonly commentId: string
  readonly templateId?: string | null | undefined
}

interface Row {
  readonly commentId: string
  readonly evidence: Evidence
  readonly templateId: string | null
  readonly words: Words | null
}

/**
 * Returns the sentence that the author of a refused comment reads, in every language: the wording that is asked for,
 * also one that was retired since the moderator saw it; where none is asked for, the site's default for the category;
 * else, and where `null` is asked for, the product's own, which knows whether the name beside the comment is at fault.
 */
export async function composeMessage(
  db: Db,
  { siteId, commentId, templateId }: Composing,
  category: CategoryCode,
): Promise<Message | 'template_unknown'> {
  const messages = await composeMessages(db, { siteId, commentIds: [commentId], templateId }, category)
  if (messages === 'template_unknown') return messages
  const message = messages.get(commentId)
  if (!message) throw new Error(`comment ${commentId} was never screened`)
  return message
}

/** The same of many comments, by their ids, in one statement. */
export async function composeMessages(
  db: Db,
  { siteId, commentIds, templateId }: Pick<Composing, 'siteId' | 'templateId'> & { commentIds: readonly string[] },
  category: CategoryCode,
): Promise<ReadonlyMap<string, Message> | 'template_unknown'> {
  const wanted =
    templateId === undefined
      ? sql`template.default_at is not null and template.retired_at is null`
      : sql`template.id = ${templateId}::uuid`
  const { rows } = await sql<Row>`
    ${PREPARED} select last.comment_id as "commentId", last.evidence, template.id as "templateId",
      case when template.id is not null then jsonb_build_object('zh-Hant', hant, 'zh-Hans', hans, 'en', en) end as "words"
    from unnest(${commentIds}::uuid[]) as asked (id)
    cross join lateral (
      select comment_id, evidence from screening
      where screening.site_id = ${siteId} and screening.comment_id = asked.id order by screening.id desc limit 1
    ) as last
    left join template on template.site_id = ${siteId} and template.category = ${category} and ${wanted}`.execute(db)
  if (templateId && rows.some(({ words }) => words === null)) return 'template_unknown'
  return new Map(rows.map((row) => [row.commentId, toMessage(row, category)]))
}

function toMessage({ words, templateId, evidence }: Row, category: CategoryCode): Message {
  return words ? { words, templateId } : { words: productWords(category, evidence), templateId: null }
}

function productWords(category: CategoryCode, evidence: Evidence): Words {
  const say = (language: Language) => noticeWithName(category, evidence, language).message
  return { 'zh-Hant': say('zh-Hant'), 'zh-Hans': say('zh-Hans'), en: say('en') }
}
