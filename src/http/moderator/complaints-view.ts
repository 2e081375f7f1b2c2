import { type Language, words } from '../../moderation/language.ts'
import { categoryName } from '../../moderation/notice.ts'
import { findReportCategory } from '../../moderation/report.ts'
import type { Complaints } from '../../review/complaints.ts'
import type { CategoryCode } from '../../screening/taxonomy.ts'
import type { CommentView } from './card-schemas.ts'

/** Says of an appeal that waits for somebody new. */
export const NOBODY_LEFT = words(
  '站上能裁決的人都已經判過這條，沒有別人可以看這個申訴。請管理員請另一位編輯或負責人來看；原來的人不能自己裁決。',
  'Everybody who may decide has judged this comment before, so that nobody is left for this appeal. Ask an administrator for another moderator or lead: whoever decided cannot decide it again.',
)

/** What readers and other moderators have against how a comment stands. */
export function viewComplaints(
  { reports, appeal, disagreement }: Complaints,
  language: Language,
): Pick<CommentView, 'reports' | 'appeal' | 'disagreement'> {
  return {
    reports: {
      count: reports.count,
      anonymous: reports.anonymous,
      categories: reports.categories.map((one) => ({ ...one, name: nameOf(one.category, language) })),
      listed: reports.listed.map(({ reader, reportedAt, dueAt, ...one }) => ({
        ...one,
        name: nameOf(one.category, language),
        reportedAt: reportedAt.toISOString(),
        dueAt: dueAt.toISOString(),
        reader: reader && { ...reader },
      })),
    },
    appeal: appeal && {
      ticket: appeal.ticket,
      reason: appeal.reason,
      decisionId: appeal.decisionId,
      madeAt: appeal.madeAt.toISOString(),
      dueAt: appeal.dueAt.toISOString(),
      outcome: appeal.outcome,
      answeredAt: appeal.answeredAt?.toISOString() ?? null,
      nobodyLeft: appeal.isNobodyLeft ? NOBODY_LEFT[language] : null,
    },
    disagreement: disagreement && {
      ...disagreement,
      first: { ...disagreement.first, at: disagreement.first.at.toISOString() },
      second: { ...disagreement.second, at: disagreement.second.at.toISOString() },
    },
  }
}

function nameOf(category: CategoryCode, language: Language): string {
  return (findReportCategory(category)?.name ?? categoryName(category))[language]
}
