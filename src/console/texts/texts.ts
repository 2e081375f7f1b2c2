import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { en } from './en.ts'
import { zhHans } from './zh-hans.ts'
import { type TextKey, zhHant } from './zh-hant.ts'

export const LANGUAGES = ['zh-Hant', 'zh-Hans', 'en'] as const

export type Language = (typeof LANGUAGES)[number]

type Values = Readonly<Record<string, string | number>>

/** The texts in one language: `t(key)` with the placeholders in braces filled in. */
export interface Texts {
  readonly language: Language
  readonly t: (key: TextKey, values?: Values) => string
}

const TABLES: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  'zh-Hant': zhHant,
  'zh-Hans': zhHans,
  en,
}

export const TextsContext = createContext<Texts>(createTexts('zh-Hant'))

export function useTexts(): Texts {
  return useContext(TextsContext)
}

export function createTexts(language: Language): Texts {
  const table = TABLES[language]
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
