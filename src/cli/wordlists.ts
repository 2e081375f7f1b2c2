import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandError } from '../command-error.ts'
import { PACKAGE } from '../config.ts'
import { compileLexicon, type Lexicon } from '../screening/lexicon.ts'
import { createEntryJudge } from './entry-judge.ts'
import { findImprecise, formatPrecision, labelledTexts, measurePrecision } from './entry-precision.ts'
import { createJieba } from './jieba.ts'
import { readSets } from './labelled-sets.ts'
import { lintAllowed, lintCompany, lintOwnTexts, lintTwins } from './lint-judged.ts'
import { type Fault, lintExamples, lintLists } from './lint-wordlists.ts'
import { assembleScreener, NICKNAMES } from './load-screener.ts'
import { parseOptions } from './options.ts'
import { type ReadList, readLists } from './read-list.ts'

interface LintCommand {
  /** What follows `wordlists` on the command line. */
  readonly args: readonly string[]
  readonly output: NodeJS.WritableStream
  readonly errors: NodeJS.WritableStream
  readonly folder: string
}

/** The command as `main` calls it. */
export function wordlists(args: readonly string[]): Promise<number> {
  return runWordlists({ args, output: process.stdout, errors: process.stderr, folder: PACKAGE.wordlists })
}

/**
 * `wordlists lint [--corpus PATH …]`: names every fault with file, line and reason and returns 1 where there is any.
 * With a corpus (JSON Lines with `text` and `label`, a file or a folder of them) it prints how precise each entry is.
 */
export async function runWordlists({ args, output, errors, folder }: LintCommand): Promise<number> {
  if (args[0] !== 'lint') throw new CommandError('Write "wordlists lint", or "wordlists lint --corpus PATH".')
  const { values } = parseOptions(args, {
    options: { corpus: { type: 'string', multiple: true, default: [] } },
    positionals: 1,
  })
  const lists = await readLists(folder)
  if (lists.length === 0) throw new CommandError(`No wordlist (*.txt) in ${folder}.`)
  const names = (await readdir(folder)).includes(NICKNAMES) ? await readLists(join(folder, NICKNAMES), NICKNAMES) : []
  // What cannot be read is a fault of its own; the others are looked for in all that can be.
  const screener = assembleScreener(compile(lists), compile(names))
  const texts = labelledTexts(await readSets(values.corpus))
  const precisions = measurePrecision(texts, screener)
  const all = [...lists, ...names]
  const faults = [
    ...all.flatMap((list) => list.faults),
    ...lintLists(all),
    ...lintJudged(lists),
    ...lintJudged(names),
    ...lintTwins(names, lists),
    ...lintExamples(lists, screener),
    ...lintExamples(names, { screen: (name) => screener.screenNickname(name) }),
    ...findImprecise(precisions, texts, lists),
  ]
  if (texts.length > 0) output.write(formatPrecision(precisions))
  errors.write(
    report(
      faults,
      all.reduce((sum, { entries }) => sum + entries.length, 0),
    ),
  )
  return faults.length === 0 ? 0 : 1
}

function compile(lists: readonly ReadList[]): Lexicon {
  const entries = lists.flatMap((list) => list.entries)
  return compileLexicon({ entries, allowed: lists.flatMap((list) => list.allowed), version: 'lint' })
}

function lintJudged(lists: readonly ReadList[]): readonly Fault[] {
  const lexicon = compile(lists)
  // The words are in the dictionary of the screener already.
  const { segment } = createJieba([])
  const strict = compileLexicon({ entries: lexicon.entries, allowed: [], version: 'lint' })
  return [
    ...lintOwnTexts(lists, createEntryJudge(lexicon, segment)),
    ...lintAllowed(lists, createEntryJudge(strict, segment)),
    ...lintCompany(lists),
  ]
}

function report(faults: readonly Fault[], entries: number): string {
  if (faults.length === 0) return `${entries} entries, no fault.\n`
  const ordered = faults.toSorted((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
  const lines = ordered.map(({ file, line, reason }) => `${file}:${line}: ${reason}\n`)
  return `${lines.join('')}${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in ${entries} entries.\n`
}
