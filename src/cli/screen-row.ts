/** One text to screen, with the name that its answer carries. */
export interface Row {
  /** JSON of the value that was written; a number keeps every digit, past 2^53 too. */
  readonly id: string
  readonly text: string
}

type ReadRow = { readonly ok: true; readonly row: Row } | { readonly ok: false; readonly reason: string }

/** Reads a plain line; it is named by its number. */
export function plainRow(text: string, line: number): ReadRow {
  return { ok: true, row: { id: JSON.stringify(String(line)), text } }
}

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
  const written = typeof id === 'string' ? JSON.stringify(id) : numberAsWritten(source)
  return { ok: true, row: { id: written, text: value.text } }
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

const STRING = /"(?:[^"\\]+|\\.)*"/y
const NUMBER = /-?[\d.eE+-]+/y

/** Returns the digits of the last "id" of a JSON object that is known to hold a number there. */
function numberAsWritten(source: string): string {
  let depth = 0
  let written = ''
  for (let at = 0; at < source.length; at += 1) {
    const one = source[at]
    if (one === '{' || one === '[') depth += 1
    else if (one === '}' || one === ']') depth -= 1
    else if (one === '"') {
      const word = matchAt(STRING, source, at)
      at += word.length - 1
      const colon = matchAt(COLON, source, at + 1)
      if (depth === 1 && colon !== '' && parse(word) === 'id') {
        written = matchAt(NUMBER, source, at + 1 + colon.length) || written
      }
    }
  }
  return written
}

const COLON = /\s*:\s*/y

function matchAt(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(source)?.[0] ?? ''
}
