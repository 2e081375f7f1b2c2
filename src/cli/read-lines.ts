import { StringDecoder } from 'node:string_decoder'

/** About a megabyte: a comment of the greatest length with everything that may stand beside it, many times over. */
export const MAX_LINE_UNITS = 1_048_576

/**
 * Yields the lines of a UTF-8 stream, chunk by chunk; only a line feed ends a line, so U+2028 inside JSON does not.
 * A byte-order mark and carriage returns before line feeds are dropped; bytes that are no UTF-8 become U+FFFD.
 * A line longer than `MAX_LINE_UNITS` is `null`, and no more of it than that is kept while it comes in.
 */
export async function* readLines(input: NodeJS.ReadableStream): AsyncGenerator<readonly (string | null)[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let isFirst = true
  for await (const chunk of input) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(chunk)
    if (isFirst && text !== '') {
      text = text.replace(/^\ufeff/, '')
      isFirst = false
    }
    const isCut = rest.length > MAX_LINE_UNITS
    if (!text.includes('\n')) {
      if (!isCut) rest += text
      continue
    }
    const lines = (isCut ? rest + text.slice(text.indexOf('\n')) : rest + text).split('\n')
    rest = lines.pop() ?? ''
    yield lines.map(acceptable)
  }
  const last = rest + decoder.end()
  if (last !== '') yield [acceptable(last)]
}

function acceptable(line: string): string | null {
  if (line.length > MAX_LINE_UNITS) return null
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
