import type { Language } from '../language.ts'
import { english } from './en.ts'
import { simplified } from './zh-hans.ts'
import { traditional } from './zh-hant.ts'

/** Everything that the widget says; `{n}` and the like are filled in by `fill`. */
export type Texts = {
  readonly [Key in keyof typeof traditional]: (typeof traditional)[Key] extends string ? string : readonly string[]
}

const TEXTS: Readonly<Record<Language, Texts>> = { 'zh-Hant': traditional, 'zh-Hans': simplified, en: english }

export function textsFor(language: Language): Texts {
  return TEXTS[language]
}

/** Puts the values where the text names them in braces. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** 2,000: with separators of thousands, the same in all three languages. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
