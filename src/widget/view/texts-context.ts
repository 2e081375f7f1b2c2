import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Texts } from '../texts/texts.ts'
import { textsFor } from '../texts/texts.ts'

/** The words of the chosen language, for every part of the widget. */
export const TextsContext = createContext<Texts>(textsFor('zh-Hant'))

export function useTexts(): Texts {
  return useContext(TextsContext)
}
