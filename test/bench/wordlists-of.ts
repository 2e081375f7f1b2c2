import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WORDLISTS } from '../screening/lists.ts'
import { loadLexicon } from './built.ts'

/**
 * Writes these entries into a folder as wordlists, as an operator's own are written. Categories, weights, modes and
 * company come in turn from the product's own entries.
 */
export async function writeListsOf(entries: readonly string[], folder: string): Promise<void> {
  const models = (await loadLexicon(WORDLISTS)).entriesOf.flat()
  const lists = new Map<string, string[]>()
  entries.forEach((text, at) => {
    const { category, weight, mode, company } = models[at % models.length]!
    const nearby = company.length > 0 ? ` with ${company.join(' ')}` : ''
    const list = lists.get(category) ?? []
    list.push(`${text} | ${weight} | ${mode}${nearby}`)
    lists.set(category, list)
  })
  for (const [category, lines] of lists) await writeFile(join(folder, `${category}.txt`), lines.join('\n'))
}
