import type { Explanation } from '../screening/explain.ts'
import { caretLines } from './caret-lines.ts'
import { printable, widthOf } from './terminal-text.ts'

type Reading = NonNullable<Explanation['normalized']>
type Respelling = Reading['respellings'][number]

/** Writes the text as it was matched, then each fold with what it changed; a text that was plain already needs no word. */
export function readingLines({ text, normalized, guessed }: Explanation, columns: number): string[] {
  if (!normalized) return ['(it could not be read)']
  const plain =
    normalized.text === text ? ['the same, in plain characters already'] : [normalized.text, ...folds(normalized)]
  const second = guessed
    ? ['and, guessing,', guessed.text, ...folds({ ...guessed, respellings: onlyGuessed(guessed) })]
    : []
  const widest = Math.max(columns - INDENT_COLUMNS, MIN_COLUMNS)
  return [...plain, ...second].flatMap((line) => caretLines(line, [], widest).map(({ shown }) => shown))
}

const INDENT_COLUMNS = 4
const MIN_COLUMNS = 40

function onlyGuessed({ respellings }: Reading): readonly Respelling[] {
  return respellings.filter(({ folds: names }) => names.includes('picture') || names.includes('parts'))
}

// A long Traditional text changes hundreds of characters; these tell what the fold does.
const MAX_SHOWN = 8
const NAME_COLUMNS = 12

function folds({ respellings }: Reading): string[] {
  const byFold = new Map<string, Map<string, number>>()
  for (const { folds: names, written, plain } of respellings) {
    const name = names.length === 0 ? 'broken' : names.join('+')
    const changes = byFold.get(name) ?? new Map<string, number>()
    const change = `${printable(written)} → ${plain === '' ? 'nothing' : printable(plain)}`
    byFold.set(name, changes.set(change, (changes.get(change) ?? 0) + 1))
  }
  return [...byFold].map(([name, changes]) => {
    const all = [...changes].map(([change, count]) => (count === 1 ? change : `${change} (${count} times)`))
    const more = all.length > MAX_SHOWN ? [`and ${all.length - MAX_SHOWN} more`] : []
    const padding = ' '.repeat(Math.max(NAME_COLUMNS - widthOf(name), 1))
    return `${name}${padding}${[...all.slice(0, MAX_SHOWN), ...more].join(', ')}`
  })
}
