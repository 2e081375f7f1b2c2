import type { Language } from '../language.ts'
import { fetchReportTexts, type ReportTexts } from '../texts/report/report-texts.ts'
import { Report } from './report.tsx'

export interface ReportParts {
  readonly Report: typeof Report
  readonly texts: ReportTexts
}

/** What reporting takes, with its words. */
export async function fetchReport(language: Language): Promise<ReportParts> {
  return { Report, texts: await fetchReportTexts(language) }
}
