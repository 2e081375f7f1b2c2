import { z } from '@hono/zod-openapi'
import { words } from '../../../moderation/language.ts'
import type { Role } from '../../../moderation/rights.ts'
import type { Db } from '../../../storage/database.ts'
import type { SearchFilters } from '../../../storage/search/conditions.ts'
import { findArticleIds, findModeratorIds, MOST_ARTICLES } from '../../../storage/search/resolve.ts'
import { normalize } from '../../../text/normalize.ts'
import { searchFormOf, writtenForm } from '../../../text/search-form.ts'
import { invalidRequest, Refusal } from '../../refusal.ts'
import { queuesShownTo } from '../queues-for.ts'
import type { SearchFilters as Asked } from './search-schemas.ts'

interface Asking {
  readonly siteId: string
  readonly moderatorId: string
  readonly role: Role
}

/** Makes of what was asked what is looked for; whatever can be no filter is refused. */
export async function readFilters(db: Db, { siteId, moderatorId, role }: Asking, asked: Asked): Promise<SearchFilters> {
  const { category, suspected, entry, status, queue, verdict } = asked
  if (queue && !queuesShownTo(role).includes(queue)) throw new Refusal('role_forbidden')
  const [articles, moderators] = await Promise.all([
    readArticles(db, siteId, asked.article),
    readModerators(db, siteId, asked.moderator),
  ])
  return {
    viewerId: moderatorId,
    ...readText(asked),
    ...readAuthor(asked.author),
    ...articles,
    ...moderators,
    ...readTimes(asked),
    ...(category && { category }),
    ...(suspected && { suspected }),
    ...(entry !== undefined && { entry }),
    ...(status && { status }),
    ...(queue && { queue }),
    ...(verdict && { verdict }),
  }
}

function readText({ text, match }: Asked): Pick<SearchFilters, 'text' | 'isBySound'> {
  if (text === undefined) return {}
  const form = searchFormOf(normalize(text))
  if (form.spoken === '') throw invalidRequest([{ path: 'text', message: NOTHING_WRITTEN }])
  // One syllable is a dozen characters, and says nothing of any of them.
  const isOne = Array.from(form.spoken).length === 1
  return { text: form, isBySound: match === undefined ? !isOne : match === 'sound' }
}

function readAuthor(author: string | undefined): Pick<SearchFilters, 'readerId' | 'authorName'> {
  if (author === undefined) return {}
  if (z.uuid().safeParse(author).success) return { readerId: author }
  return { authorName: writtenForm(author) }
}

async function readArticles(db: Db, siteId: string, article: string | undefined) {
  if (article === undefined) return {}
  const articleIds = await findArticleIds(db, siteId, article)
  if (articleIds.length > MOST_ARTICLES) throw invalidRequest([{ path: 'article', message: TOO_MANY_ARTICLES }])
  return { articleIds }
}

async function readModerators(db: Db, siteId: string, moderator: string | undefined) {
  if (moderator === undefined) return {}
  if (z.uuid().safeParse(moderator).success) return { moderatorIds: [moderator] }
  return { moderatorIds: await findModeratorIds(db, siteId, moderator) }
}

function readTimes({ from, to }: Asked): Pick<SearchFilters, 'from' | 'to'> {
  const times = { ...(from && { from: new Date(from) }), ...(to && { to: new Date(to) }) }
  if (times.from && times.to && times.from >= times.to) throw invalidRequest([{ path: 'to', message: BACKWARDS }])
  return times
}

const NOTHING_WRITTEN = words('至少要有一個字、字母或數字', 'it needs one letter, digit or Han at least')
const TOO_MANY_ARTICLES = words(
  `標題符合的文章超過 ${MOST_ARTICLES} 篇，請寫得更確切`,
  `more than ${MOST_ARTICLES} articles have such a title; be more exact`,
)
const BACKWARDS = words('須晚於起始時間', 'it must be later than `from`')
