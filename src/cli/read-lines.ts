import { StringDecoder } from 'node:string_decoder'

/**
 * Yields the lines of a UTF-8 stream, chunk by chunk; only a line feed ends a line, so U+2028 inside JSON does not.
 * A byte-order mark and carriage returns before line feeds are dropped; bytes that are no UTF-8 become U+FFFD.
 */
export async function* readLines(input: NodeJS.ReadableStream): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let isFirst = true
  for await (const chunk of input) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(chunk)
    if (isFirst && text !== '') {
      text = text.replace(/^\ufeff/, '')
      isFirst = false
    }
    rest += text
    if (!text.includes('\n')) continue
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    yield lines.map(withoutReturn)
  }
  const last = rest + decoder.end()
  if (last !== '') yield [withoutReturn(last)]
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
