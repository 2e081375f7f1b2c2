import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { TextKey } from './zh-hant.ts'

export const LANGUAGES = ['zh-Hant', 'zh-Hans', 'en'] as const

export type Language = (typeof LANGUAGES)[number]

type Values = Readonly<Record<string, string | number>>

/** A text by its key, with the placeholders in braces filled in. */
export interface Translate {
  (key: TextKey, values?: Values): string
  /** Whether there is such a text: what the server names may be newer than the page. */
  has(key: string): key is TextKey
}

/** The texts in one language. */
export interface Texts {
  readonly language: Language
  readonly t: Translate
}

type Table = Readonly<Record<TextKey, string>>

/** Each moderator needs one language: the others are files of their own. */
const FETCHES: Readonly<Record<Language, () => Promise<Table>>> = {
  'zh-Hant': async () => (await import('./zh-hant.ts')).zhHant,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
  en: async () => (await import('./en.ts')).en,
}

/** Returns the texts in one language; rejects where they could not be fetched. */
export async function fetchTexts(language: Language): Promise<Texts> {
  return createTexts(language, await FETCHES[language]())
}

export const TextsContext = createContext<Texts | null>(null)

/** Only below `App`, which shows nothing before its texts are there. */
export function useTexts(): Texts {
  const texts = useContext(TextsContext)
  if (!texts) throw new Error('no texts above')
  return texts
}

export function createTexts(language: Language, table: Table): Texts {
  const say = (key: TextKey, values?: Values) => fill(table[key], values ?? {})
  return { language, t: Object.assign(say, { has: (key: string): key is TextKey => Object.hasOwn(table, key) }) }
}

export function isLanguage(value: string | null): value is Language {
  return LANGUAGES.some((language) => language === value)
}

/** `{count}` is the value, `{count#comment|comments}` the word for one or for many, as English needs it. */
function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)(?:#(\w+)\|(\w+))?\}/g, (placeholder, name: string, one?: string, many?: string) => {
    const value = values[name] ?? placeholder
    return String(one === undefined ? value : Number(value) === 1 ? one : many)
  })
}
