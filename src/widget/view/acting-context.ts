import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../language.ts'
import { type ActingTexts, fetchActingTexts } from '../texts/acting/acting-texts.ts'
import type { acting } from './acting.ts'
import type { Mine } from './fetch-mine.ts'
import { type Later, useLater } from './use-later.ts'

/** The parts for a signed-in reader, with their words. */
export interface Acting {
  readonly parts: typeof acting
  readonly texts: ActingTexts
  /** What is needed to change a comment or one's own profile, fetched when it is asked for. */
  readonly fetchMine: () => Promise<Mine>
}

export const ActingContext = createContext<Acting | undefined>(undefined)

/** Fetches them, and has the tree that they will stand in styled for them. */
export async function fetchActing(language: Language, root: ShadowRoot): Promise<Acting> {
  const [{ acting }, texts] = await Promise.all([import('./acting.ts'), fetchActingTexts(language)])
  acting.adoptActingStyles(root)
  return { parts: acting, texts, fetchMine: () => acting.fetchMine(language, root) }
}

/** `undefined` for a reader who is not signed in, and until what the others need has come. */
export function useActing(): Acting | undefined {
  return useContext(ActingContext)
}

/** For the parts themselves, which are drawn within the context once it is there. */
export function useActingTexts(): ActingTexts {
  return (useContext(ActingContext) as Acting).texts
}

/** For the parts themselves: what a change needs, once it is asked for. */
export function useMine(isWanted: boolean): Later<Mine> {
  const { fetchMine } = useContext(ActingContext) as Acting
  return useLater('mine', isWanted ? fetchMine : undefined)
}
