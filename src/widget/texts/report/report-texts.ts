import type { Language } from '../../language.ts'
import type { traditionalReport } from './zh-hant.ts'

/** Everything that is said of reports. */
export type ReportTexts = Readonly<Record<keyof typeof traditionalReport, string>>

export async function fetchReportTexts(language: Language): Promise<ReportTexts> {
  if (language === 'zh-Hans') return (await import('./zh-hans.ts')).simplifiedReport
  if (language === 'en') return (await import('./en.ts')).englishReport
  return (await import('./zh-hant.ts')).traditionalReport
}
