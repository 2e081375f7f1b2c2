import type { Language } from '../../language.ts'
import type { texts } from './zh-hant.ts'

/** Everything that is said of reports. */
export type ReportTexts = Readonly<Record<keyof typeof texts, string>>

export async function fetchReportTexts(language: Language): Promise<ReportTexts> {
  return (await FILES[language]()).texts
}

const FILES = {
  'zh-Hant': () => import('./zh-hant.ts'),
  'zh-Hans': () => import('./zh-hans.ts'),
  en: () => import('./en.ts'),
}
