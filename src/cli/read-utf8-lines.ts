import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { CommandError } from '../command-error.ts'

/** Reads the lines of a UTF-8 file, without its byte-order mark; what cannot be read so is named with its file and line. */
export async function readUtf8Lines(file: string): Promise<readonly string[]> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new CommandError(`${file} cannot be read: ${error.message}.`)
  })
  if (!isUtf8(bytes)) {
    throw new CommandError(
      `${file}:${foreignLine(bytes)}: not UTF-8. Convert the file first, as by "iconv -f GB18030".`,
    )
  }
  return bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split('\n')
}

const LINE_FEED = 0x0a

function foreignLine(bytes: Buffer): number {
  let line = 1
  for (let from = 0; ; line += 1) {
    const end = bytes.indexOf(LINE_FEED, from)
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return line
    from = end + 1
  }
}
