import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadLexicon } from '../../src/cli/load-screener.ts'

export const WORDLISTS = fileURLToPath(new URL('../../wordlists', import.meta.url))

/** The shipped lists as a moderator reads them, one line with its file. */
export function readListLines(): { readonly file: string; readonly line: string }[] {
  return readdirSync(WORDLISTS)
    .filter((file) => file.endsWith('.txt'))
    .flatMap((file) =>
      readFileSync(`${WORDLISTS}/${file}`, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('#'))
        .map((line) => ({ file, line })),
    )
}

/** All entries of the shipped lists. */
export async function loadEntries() {
  return (await loadLexicon(WORDLISTS)).entries
}
