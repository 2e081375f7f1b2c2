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
  const wanted =
    templateId === undefined
      ? sql`template.default_at is not null and template.retired_at is null`
      : sql`template.id = ${templateId}::uuid`
  const { rows } = await sql<Row>`
    ${PREPARED} select screening.evidence, template.id as "templateId", case when template.id is not null then
      jsonb_build_object('zh-Hant', hant, 'zh-Hans', hans, 'en', en) end as "words"
    from screening
    left join template on template.site_id = screening.site_id and template.category = ${category} and ${wanted}
    where screening.site_id = ${siteId} and screening.comment_id = ${commentId}
    order by screening.id desc limit 1`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`comment ${commentId} was never screened`)
  if (row.words) return { words: row.words, templateId: row.templateId }
  if (templateId) return 'template_unknown'
  return { words: productWords(category, row.evidence), templateId: null }
}

function productWords(category: CategoryCode, evidence: Evidence): Words {
  const say = (language: Language) => noticeWithName(category, evidence, language).message
  return { 'zh-Hant': say('zh-Hant'), 'zh-Hans': say('zh-Hans'), en: say('en') }
}
