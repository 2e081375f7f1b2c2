import type { Language } from '../../language.ts'
import type { texts } from './zh-hant.ts'

/** Everything that is said to who writes. */
export type ActingTexts = Readonly<Record<keyof typeof texts, string>>

export async function fetchActingTexts(language: Language): Promise<ActingTexts> {
  return (await FILES[language]()).texts
}

const FILES = {
  'zh-Hant': () => import('./zh-hant.ts'),
  'zh-Hans': () => import('./zh-hans.ts'),
  en: () => import('./en.ts'),
}
