import type { Language } from '../language.ts'
import { type ActingTexts, fetchActingTexts } from '../texts/acting/acting-texts.ts'
import type { acting } from './acting.ts'
import type { Mine } from './fetch-mine.ts'

/** The parts for a signed-in reader, with their words. */
export interface Acting {
  readonly parts: typeof acting
  readonly texts: ActingTexts
  /** What is needed to change a comment or one's own profile, fetched when it is asked for. */
  readonly fetchMine: () => Promise<Mine>
}

/** Fetches them, and has the tree that they will stand in styled for them. */
export async function fetchActing(language: Language, root: ShadowRoot): Promise<Acting> {
  const [{ acting }, texts] = await Promise.all([import('./acting.ts'), fetchActingTexts(language)])
  acting.adoptActingStyles(root)
  return { parts: acting, texts, fetchMine: () => acting.fetchMine(language, root) }
}
