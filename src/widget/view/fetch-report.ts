import type { Language } from '../language.ts'
import { fetchReportTexts } from '../texts/report/report-texts.ts'
import { Report } from './report.tsx'

/** What reporting takes, with its words. */
export async function fetchReport(language: Language) {
  return { Report, texts: await fetchReportTexts(language) }
}
