/** One text to screen, with the name that its answer carries. */
export interface Row {
  readonly id: string | number
  readonly text: string
}

type ReadRow = { readonly ok: true; readonly row: Row } | { readonly ok: false; readonly reason: string }

/** Reads a JSON line; fields other than `id` and `text` are ignored, and a row without an id is named by its line. */
export function readRow(source: string, line: number): ReadRow {
  const value = parse(source)
  if (value === undefined) return { ok: false, reason: 'this is not JSON. Use --format text for plain lines.' }
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') {
    return { ok: false, reason: 'expected an object with a string "text".' }
  }
  const id = 'id' in value ? value.id : String(line)
  if (typeof id !== 'string' && typeof id !== 'number')
    return { ok: false, reason: '"id" must be a string or a number.' }
  return { ok: true, row: { id, text: value.text } }
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}
