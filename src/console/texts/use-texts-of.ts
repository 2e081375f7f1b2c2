import { useEffect, useState } from 'preact/hooks'
import { createTexts, fetchTexts, type Language, type Texts } from './texts.ts'
import { zhHant } from './zh-hant.ts'

const FIRST = createTexts('zh-Hant', zhHant)

/**
 * Returns the texts in a language, `null` until the first are there. Another language that cannot be fetched leaves the
 * texts as they are; the first ones are then Traditional, which every page brings.
 */
export function useTextsOf(language: Language): Texts | null {
  const [texts, setTexts] = useState<Texts | null>(language === FIRST.language ? FIRST : null)
  useEffect(() => {
    if (texts?.language === language) return
    let isWanted = true
    fetchTexts(language).then(
      (fetched) => isWanted && setTexts(fetched),
      () => isWanted && setTexts((before) => before ?? FIRST),
    )
    return () => {
      isWanted = false
    }
  }, [language])
  return texts
}
