import type { texts } from './zh-hant.ts'

/** Everything that is said to who reads; `{n}` and the like are filled in by `fill`. */
export type Texts = Readonly<Record<keyof typeof texts, string>>

/** Puts the values where the text names them in braces. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** 2,000: with separators of thousands, the same in all three languages. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
