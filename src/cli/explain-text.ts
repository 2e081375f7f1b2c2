import type { Finding, Verdict } from '../screening/evidence.ts'
import type { Explanation } from '../screening/explain.ts'
import { categoryRow } from '../screening/taxonomy.ts'
import { caretLines } from './caret-lines.ts'
import { alternativeLines } from './explain-alternatives.ts'
import { hitLines, idleLines } from './explain-matches.ts'
import { readingLines } from './explain-reading.ts'
import { opinionLines, riskLines } from './explain-risk.ts'
import { type Style, styleOf, type Terminal } from './terminal-style.ts'
import { printable } from './terminal-text.ts'

/**
 * Writes an explanation for a person: the text with a caret line under it for every hit, how it was read, what counted
 * and what did not, how the risk adds up, and what would have given another verdict. Ends with an empty line.
 */
export function explanationText(explanation: Explanation, name: string, terminal: Terminal): string {
  const style = styleOf(terminal)
  const { screening, hits, text } = explanation
  const marks = hits.map(({ hit }, at) => ({ start: hit.start, end: hit.end, label: String(at + 1) }))
  const quoted = caretLines(text, marks, Math.max(terminal.columns - ROOM_COLUMNS, MIN_COLUMNS)).map(
    ({ kind, shown }) => `${INDENT}${kind === 'text' ? shown : style.red(shown)}`.trimEnd(),
  )
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['read as', readingLines(explanation, terminal.columns)],
    ['hits', hitLines(explanation, style)],
    ['not counted', idleLines(explanation)],
    ['findings', screening.evidence.findings.map(findingLine)],
    ['risk by the rules', riskLines(explanation)],
    ['model', opinionLines(explanation)],
    ['another verdict', alternativeLines(explanation)],
  ]
  const lines = [
    `${style.bold(printable(name))}  ${verdictText(explanation, style)}`,
    '',
    ...(text === '' ? [`${INDENT}${style.dim('(empty)')}`] : quoted),
    ...sections.flatMap(([title, content]) =>
      content.length === 0 ? [] : ['', `  ${style.cyan(title)}`, ...content.map((line) => `${INDENT}${line}`)],
    ),
  ]
  return `${lines.join('\n')}\n\n`
}

const INDENT = '    '
// The indent on the left, a number behind the carets on the right.
const ROOM_COLUMNS = INDENT.length + 4
const MIN_COLUMNS = 20

function verdictText({ screening: { verdict, category }, mode }: Explanation, style: Style): string {
  const colour = { pass: style.green, hold: style.yellow, block: style.red } satisfies Record<Verdict, unknown>
  const row = category && categoryRow(category)
  const named = row ? `  ${category}: ${row.en}, ${row.hant}` : ''
  return `${colour[verdict](verdict.toUpperCase())}${named}${mode === 'pre' ? '' : `  (mode ${mode})`}`
}

function findingLine({ rule, category, weight, detail }: Finding): string {
  const said = Object.entries(detail).map(([key, value]) => `${key} ${printable(String(value))}`)
  const weighed = category === null ? '' : `  ${category} ${weight}`
  return `${rule}${weighed}${said.length === 0 ? '' : `  ${said.join(', ')}`}`
}
