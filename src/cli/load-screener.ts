import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CommandError } from '../command-error.ts'
import { DETECTORS } from '../screening/detectors/all.ts'
import { compileLexicon, type Lexicon } from '../screening/lexicon.ts'
import { FIRST_POLICY } from '../screening/policy.ts'
import { createScreener, type Screener } from '../screening/screen.ts'
import { createJieba } from './jieba.ts'
import { isNoList, type MalformedLine, type ReadList, readLists } from './read-list.ts'

/** A screener with the means to read its dictionary before the first comment needs it. */
export interface LoadedScreener extends Screener {
  /** Reads the segmentation dictionary, which takes most of a second and blocks; once, later calls do nothing. */
  warm(): void
}

/** Told of each malformed line, which is then left out. */
export type OnSkipped = (line: MalformedLine) => void

/**
 * Loads the screener of a wordlist folder. A malformed line is an error that names file, line and reason, unless somebody
 * is told of those that are skipped.
 */
export async function loadScreener(folder: string, onSkipped?: OnSkipped): Promise<LoadedScreener> {
  const lexicon = await loadLexicon(folder, onSkipped)
  return assembleScreener(lexicon, await loadNicknames(folder, onSkipped))
}

/** Creates a screener of compiled lists, of those for nicknames too, with every detector and the policy that we ship. */
export function assembleScreener(lexicon: Lexicon, nicknames: Lexicon): LoadedScreener {
  const { segment, warm } = createJieba(lexicon.words, nicknames.words)
  const screener = createScreener({ lexicon, nicknames, policy: FIRST_POLICY, segment, detectors: DETECTORS })
  return { ...screener, warm }
}

/** The folder of the lists for nicknames in a folder of lists; it need not be there. */
export const NICKNAMES = 'nickname'

async function loadNicknames(folder: string, onSkipped: OnSkipped | undefined): Promise<Lexicon> {
  const isThere = (await readdir(folder)).includes(NICKNAMES)
  if (!isThere) return compileLexicon({ entries: [], allowed: [], version: 'none' })
  return loadLexicon(join(folder, NICKNAMES), onSkipped, NICKNAMES)
}

/**
 * Reads and compiles `<category>.txt` and `allow.txt` of a folder; refuses a folder without a single list. Lists of an
 * inner folder are named with it.
 */
export async function loadLexicon(folder: string, onSkipped?: OnSkipped, inner = ''): Promise<Lexicon> {
  const lists = await readLists(folder, inner)
  if (lists.length === 0) throw new CommandError(`No wordlist (*.txt) in ${folder}.`)
  const hash = createHash('sha256')
  for (const list of lists) {
    hash
      .update(`${basename(list.file)}\n`)
      .update(list.bytes)
      .update('\n')
    refuseOrSkip(list, onSkipped)
  }
  const entries = lists.flatMap((list) => list.entries)
  const allowed = lists.flatMap((list) => list.allowed)
  return compileLexicon({ entries, allowed, version: hash.digest('hex').slice(0, VERSION_DIGITS) })
}

// 48 bits: two versions of one site's lists will not meet, and a person can still read it out.
const VERSION_DIGITS = 12

function refuseOrSkip(list: ReadList, onSkipped: OnSkipped | undefined): void {
  const { file, faults } = list
  if (isNoList(list)) {
    const name = basename(file, '.txt')
    throw new CommandError(`Wordlist ${file}: 「${name}」 is no category code. Rename the file after its category.`)
  }
  if (!onSkipped && faults.length > 0) throw new CommandError(`Malformed wordlist. ${faults.map(inWords).join('; ')}.`)
  for (const fault of faults) onSkipped?.(fault)
}

/** Names a malformed line as standard error shows it. */
export function inWords({ file, line, reason }: MalformedLine): string {
  return `${file}, line ${line}: ${reason}`
}
