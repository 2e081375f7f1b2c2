import type { Language, Words } from '../../../moderation/language.ts'
import { words } from '../../../moderation/language.ts'
import { categoryName } from '../../../moderation/notice.ts'
import { siteTime } from '../../../moderation/time-zone.ts'
import type { CategoryCode } from '../../../screening/taxonomy.ts'
import type { Db } from '../../../storage/database.ts'
import type { SearchFilters } from '../../../storage/search/conditions.ts'
import { type FoundComment, findComments, type SearchPlace } from '../../../storage/search/find-comments.ts'
import { BYTE_ORDER_MARK, csvLine } from './csv.ts'

/** What one file holds at most; more than a person reads, and soon written. */
export const EXPORT_LIMIT = 10_000

/** Read at a time, so that no connection is held while a slow reader is waited for. */
const PAGE = 500

interface Export {
  readonly siteId: string
  readonly filters: SearchFilters
  readonly language: Language
}

/** Streams what a search shows, page by page as it is read. One that breaks off ends with an error, never as if whole. */
export function exportComments(db: Db, wanted: Export): ReadableStream<Uint8Array> {
  const lines = linesOf(db, wanted)
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}

async function* linesOf(db: Db, { siteId, filters, language }: Export): AsyncGenerator<string, void, undefined> {
  yield `${BYTE_ORDER_MARK}${csvLine(COLUMNS.map(([title]) => title[language]))}`
  let after: SearchPlace | null = null
  for (let written = 0; written < EXPORT_LIMIT; written += PAGE) {
    const rows: readonly FoundComment[] = await findComments(db, { siteId, filters }, { after, limit: PAGE })
    if (rows.length > 0) yield rows.map((row) => csvLine(COLUMNS.map(([, cell]) => cell(row, language)))).join('')
    if (rows.length < PAGE) return
    after = rows.at(-1) ?? null
  }
  const more = await findComments(db, { siteId, filters }, { after, limit: 1 })
  if (more.length > 0) yield csvLine([CUT[language]])
}

type Cell = (row: FoundComment, language: Language) => string | null

const COLUMNS: readonly (readonly [Words, Cell])[] = [
  [words('評論編號', 'Comment'), ({ id }) => id],
  [words('時間', 'Time'), ({ createdAt }) => siteTime(createdAt)],
  [words('狀態', 'Status'), ({ status }) => status],
  [words('類別', 'Category'), ({ category }, language) => nameOf(category, language)],
  [words('機器判定', 'Verdict'), ({ verdict }) => verdict],
  [words('疑似類別', 'Suspected'), ({ suspected }, language) => nameOf(suspected, language)],
  [words('作者', 'Author'), ({ authorName }) => authorName],
  [words('作者編號', 'Author id'), ({ readerId }) => readerId],
  [words('文章', 'Article'), ({ articleId }) => articleId],
  [words('標題', 'Title'), ({ articleTitle }) => articleTitle],
  [words('原文', 'Text'), ({ text }) => text],
  [words('裁決', 'Decision'), ({ decision }) => decision?.kind ?? null],
  [words('裁決人', 'Decided by'), ({ decision }) => decision && (decision.by ?? 'policy')],
  [words('裁決時間', 'Decided at'), ({ decision }) => decision && siteTime(new Date(decision.at))],
  [words('持有人', 'Held by'), ({ holder }) => holder],
  [words('隊列', 'Queues'), ({ queues }) => queues.join(' ')],
]

const CUT = words(
  `只匯出前 ${EXPORT_LIMIT} 條，其餘請收窄條件`,
  `Only the first ${EXPORT_LIMIT} are here; narrow the search for the others`,
)

function nameOf(category: CategoryCode | null, language: Language): string | null {
  return category && categoryName(category)[language]
}
