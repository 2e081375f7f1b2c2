import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Texts } from '../texts/texts.ts'

/** The words of the chosen language, for every part of the widget. */
export const TextsContext = createContext<Texts | undefined>(undefined)

/** Whatever is drawn is drawn within the context, once the words are there. */
export function useTexts(): Texts {
  return useContext(TextsContext) as Texts
}
