import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WORDLISTS } from '../screening/lists.ts'
import { loadLexicon, loadScreener } from './built.ts'

/**
 * Loads a screener of these entries from a folder of wordlists, as an operator's own are loaded. Categories, weights,
 * modes and company come in turn from the product's own entries.
 */
export async function loadListsOf(entries: readonly string[]) {
  const models = (await loadLexicon(WORDLISTS)).entriesOf.flat()
  const lists = new Map<string, string[]>()
  entries.forEach((text, at) => {
    const { category, weight, mode, company } = models[at % models.length]!
    const nearby = company.length > 0 ? ` with ${company.join(' ')}` : ''
    const list = lists.get(category) ?? []
    list.push(`${text} | ${weight} | ${mode}${nearby}`)
    lists.set(category, list)
  })
  const folder = await mkdtemp(join(tmpdir(), 'yueping-bench-'))
  try {
    for (const [category, lines] of lists) await writeFile(join(folder, `${category}.txt`), lines.join('\n'))
    const screener = await loadScreener(folder)
    screener.warm()
    return screener
  } finally {
    await rm(folder, { recursive: true })
  }
}
