import type { PreviewView } from '../http/reader/preview-schemas.ts'
import type { SignedApi } from './own-api.ts'

/** What is said of a text before it is posted. */
export interface Warning extends Omit<PreviewView, 'verdict'> {
  readonly verdict: 'hold' | 'block'
}

/** Asks what would be said of a text; where that cannot be learnt nothing is, for a warning never stands in the way. */
export async function warningOf(api: Pick<SignedApi, 'preview'>, text: string): Promise<Warning | undefined> {
  const preview = await api.preview(text)
  if (!preview.ok) return undefined
  const { verdict, ...said } = preview.value
  return verdict === 'pass' ? undefined : { verdict, ...said }
}

/** Where the first phrase stands in the text as it is in the box, white space and all. */
export function firstPhrase(text: string, { phrases: [phrase] }: Warning): readonly [start: number, end: number] {
  if (!phrase) return [text.length, text.length]
  const before = text.length - text.trimStart().length
  return [before + phrase.start, before + phrase.end]
}
