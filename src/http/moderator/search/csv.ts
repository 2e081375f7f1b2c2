/** Spreadsheets take a file without it for one of the system's own encoding. */
export const BYTE_ORDER_MARK = '\ufeff'

/** What a spreadsheet takes for a formula, whole-width signs and signs after spaces among them. */
const FORMULA = /^[\s\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/u

/**
 * Writes one line of a table (RFC 4180). A cell that a spreadsheet would reckon out begins with an apostrophe, which it
 * shows as text; numbers are given as such and stay so.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
