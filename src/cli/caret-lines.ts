import { type Cell, cellsOf } from './terminal-text.ts'

/** A place of the text that gets carets and a label. */
interface Mark {
  readonly start: number
  readonly end: number
  readonly label: string
}

/** One line for the terminal: of the text itself, or of the carets of one mark. */
export interface CaretLine {
  readonly kind: 'text' | 'carets'
  readonly shown: string
}

/**
 * Lays a text out in lines of at most `columns`, each followed by one line of carets for every mark that touches it, in
 * the order of the marks. The label stands behind the carets, on the last line of its mark.
 */
export function caretLines(text: string, marks: readonly Mark[], columns: number): CaretLine[] {
  return wrap(cellsOf(text), columns).flatMap((row) => {
    const from = row[0]?.start ?? 0
    const to = row.at(-1)?.end ?? 0
    const carets = marks
      .filter(({ start, end }) => start < to && end > from)
      .map((mark) => ({ kind: 'carets' as const, shown: underline(row, mark, mark.end <= to) }))
    return [{ kind: 'text' as const, shown: row.map(({ shown }) => shown).join('') }, ...carets]
  })
}

function wrap(cells: readonly Cell[], columns: number): Cell[][] {
  const rows: Cell[][] = []
  let row: Cell[] = []
  let width = 0
  for (const cell of cells) {
    if (row.length > 0 && width + cell.width > columns) {
      rows.push(row)
      row = []
      width = 0
    }
    row.push(cell)
    width += cell.width
    if (cell.endsLine) {
      rows.push(row)
      row = []
      width = 0
    }
  }
  return row.length > 0 ? [...rows, row] : rows
}

function underline(row: readonly Cell[], { start, end, label }: Mark, isLast: boolean): string {
  const columns = row.map((cell) => (cell.start < end && cell.end > start ? '^' : ' ').repeat(cell.width)).join('')
  return `${columns.trimEnd()}${isLast ? ` ${label}` : ''}`
}
