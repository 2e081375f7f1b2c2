import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type TextKey, zhHant } from './zh-hant.ts'

export const LANGUAGES = ['zh-Hant', 'zh-Hans', 'en'] as const

export type Language = (typeof LANGUAGES)[number]

type Values = Readonly<Record<string, string | number>>

/** The texts in one language: `t(key)` with the placeholders in braces filled in. */
export interface Texts {
  readonly language: Language
  readonly t: (key: TextKey, values?: Values) => string
}

type Table = Readonly<Record<TextKey, string>>

/** Each moderator needs one language: the others are files of their own. */
const FETCHES: Readonly<Record<Language, () => Promise<Table>>> = {
  'zh-Hant': async () => zhHant,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
  en: async () => (await import('./en.ts')).en,
}

/** Returns the texts in one language; rejects where they could not be fetched. */
export async function fetchTexts(language: Language): Promise<Texts> {
  return createTexts(language, await FETCHES[language]())
}

export const TextsContext = createContext<Texts>(createTexts('zh-Hant', zhHant))

export function useTexts(): Texts {
  return useContext(TextsContext)
}

export function createTexts(language: Language, table: Table): Texts {
  return { language, t: (key, values) => fill(table[key], values ?? {}) }
}

export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(zhHant, key)
}

export function isLanguage(value: string | null): value is Language {
  return LANGUAGES.some((language) => language === value)
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder))
}
