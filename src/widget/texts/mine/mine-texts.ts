import type { Language } from '../../language.ts'
import type { texts } from './zh-hant.ts'

/** Everything that is said of a reader's own profile, and of changing a comment. */
export type MineTexts = Readonly<Record<keyof typeof texts, string>>

export async function fetchMineTexts(language: Language): Promise<MineTexts> {
  return (await FILES[language]()).texts
}

const FILES = {
  'zh-Hant': () => import('./zh-hant.ts'),
  'zh-Hans': () => import('./zh-hans.ts'),
  en: () => import('./en.ts'),
}
