import type { Language } from '../../language.ts'
import type { traditionalActing } from './zh-hant.ts'

/** Everything that is said to who writes. */
export type ActingTexts = Readonly<Record<keyof typeof traditionalActing, string>>

export async function fetchActingTexts(language: Language): Promise<ActingTexts> {
  if (language === 'zh-Hans') return (await import('./zh-hans.ts')).simplifiedActing
  if (language === 'en') return (await import('./en.ts')).englishActing
  return (await import('./zh-hant.ts')).traditionalActing
}
