import { useEffect, useState } from 'preact/hooks'
import { fetchTexts, type Language, type Texts } from './texts.ts'

/** Whoever has no texts at all sees nothing: they are asked for again and again. */
const AGAIN_MS = 2_000

/**
 * Returns the texts in a language, `null` until the first are there. Another language that cannot be fetched leaves the
 * texts as they are.
 */
export function useTextsOf(language: Language): Texts | null {
  const [texts, setTexts] = useState<Texts | null>(null)
  const [failures, setFailures] = useState(0)
  useEffect(() => {
    if (texts?.language === language) return
    let isWanted = true
    let again: ReturnType<typeof setTimeout> | undefined
    fetchTexts(language).then(
      (fetched) => isWanted && setTexts(fetched),
      () => {
        if (isWanted && !texts) again = setTimeout(() => setFailures((before) => before + 1), AGAIN_MS)
      },
    )
    return () => {
      isWanted = false
      clearTimeout(again)
    }
  }, [language, failures])
  return texts
}
