import { toSimplified } from '../text/variants.ts'

/** A language in which people are spoken to. */
export type Language = 'zh-Hant' | 'zh-Hans' | 'en'

/** Every language, the default first. */
export const LANGUAGES: readonly Language[] = ['zh-Hant', 'zh-Hans', 'en']

/** One sentence in every language. */
export type Words = Readonly<Record<Language, string>>

/** Returns the sentence in every language; the Simplified form is always the conversion of the Traditional one. */
export function words(hant: string, en: string): Words {
  return { 'zh-Hant': hant, 'zh-Hans': toSimplified(hant), en }
}
