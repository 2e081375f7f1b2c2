import type { Language } from '../language.ts'
import type { traditional } from './zh-hant.ts'

/** Everything that is said to who reads; `{n}` and the like are filled in by `fill`. */
export type Texts = Readonly<Record<keyof typeof traditional, string>>

/** Each language is a file of its own in the bundle. */
export async function fetchTexts(language: Language): Promise<Texts> {
  if (language === 'zh-Hans') return (await import('./zh-hans.ts')).simplified
  if (language === 'en') return (await import('./en.ts')).english
  return (await import('./zh-hant.ts')).traditional
}

/** Puts the values where the text names them in braces. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** 2,000: with separators of thousands, the same in all three languages. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
