import type { Language } from '../language.ts'
import { fetchMineTexts, type MineTexts } from '../texts/mine/mine-texts.ts'
import type { mine } from './mine.ts'

/** The parts to change a comment or one's own profile, with their words. */
export interface Mine {
  readonly parts: typeof mine
  readonly texts: MineTexts
}

/** Fetches them, and has the tree that they will stand in styled for them. */
export async function fetchMine(language: Language, root: ShadowRoot): Promise<Mine> {
  const [{ mine }, texts] = await Promise.all([import('./mine.ts'), fetchMineTexts(language)])
  mine.adoptMineStyles(root)
  return { parts: mine, texts }
}
