import type { Language } from '../language.ts'
import type { Texts } from './texts.ts'

/** Each language is a file of its own in the bundle. */
export async function fetchTexts(language: Language): Promise<Texts> {
  return (await FILES[language]()).texts
}

const FILES = {
  'zh-Hant': () => import('./zh-hant.ts'),
  'zh-Hans': () => import('./zh-hans.ts'),
  en: () => import('./en.ts'),
}
