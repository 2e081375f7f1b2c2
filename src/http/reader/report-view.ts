import type { Language } from '../../moderation/language.ts'
import { categoryName } from '../../moderation/notice.ts'
import { findReportCategory, REPORT_ANSWERS, reportStatus } from '../../moderation/report.ts'
import type { OwnReport } from '../../storage/reports.ts'
import type { ReportStatusView, ReportView } from './report-schemas.ts'

/** A report as whoever made it reads it. */
export function viewReport(report: OwnReport, language: Language): ReportView {
  const { category } = report
  const status = statusOf(report)
  return {
    ticket: report.ticket,
    comment: { id: report.commentId, article: report.articleId, text: report.commentText },
    category,
    categoryName: (findReportCategory(category)?.name ?? categoryName(category))[language],
    text: report.text,
    status,
    answer: REPORT_ANSWERS[status][language],
    reportedAt: report.reportedAt.toISOString(),
    dueAt: report.dueAt.toISOString(),
    answeredAt: report.answeredAt?.toISOString() ?? null,
  }
}

/** What whoever holds the number may know: neither what was reported nor for what. */
export function viewReportStatus(report: OwnReport, language: Language): ReportStatusView {
  const { ticket, status, answer, reportedAt, dueAt, answeredAt } = viewReport(report, language)
  return { ticket, status, answer, reportedAt, dueAt, answeredAt }
}

export function statusOf({ answeredAt, decision }: OwnReport): ReportView['status'] {
  return reportStatus(answeredAt, decision)
}
