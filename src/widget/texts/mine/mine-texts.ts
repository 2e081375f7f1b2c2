import type { Language } from '../../language.ts'
import type { traditionalMine } from './zh-hant.ts'

/** Everything that is said of a reader's own profile, and of changing a comment. */
export type MineTexts = Readonly<Record<keyof typeof traditionalMine, string>>

export async function fetchMineTexts(language: Language): Promise<MineTexts> {
  if (language === 'zh-Hans') return (await import('./zh-hans.ts')).simplifiedMine
  if (language === 'en') return (await import('./en.ts')).englishMine
  return (await import('./zh-hant.ts')).traditionalMine
}
