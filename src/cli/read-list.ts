import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandError } from '../command-error.ts'

/** A line of a list that could not be read, with the reason in a sentence for the person who wrote it. */
export interface MalformedLine {
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** A list as its bytes say; a line with bytes that are no UTF-8 is left blank, so that the others keep their numbers. */
interface ListSource {
  readonly bytes: Buffer
  readonly source: string
  readonly malformed: readonly { readonly line: number; readonly reason: string }[]
}

/** Names the lists (`*.txt`) of a folder in their order. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.txt')).sort()
}

/** Reads a list; throws a sentence where there is a folder of that name. */
export async function readSource(folder: string, file: string): Promise<ListSource> {
  const bytes = await readFile(join(folder, file)).catch((error: unknown) => {
    if (!isFolder(error)) throw error
    throw new CommandError(`${join(folder, file)} is a folder. A wordlist is a file: rename or remove the folder.`)
  })
  const malformed: { line: number; reason: string }[] = []
  const lines = bytes.toString('latin1').split('\n')
  const source = lines.map((line, at) => {
    const text = decode(Buffer.from(line, 'latin1'))
    if (text === undefined)
      malformed.push({ line: at + 1, reason: 'it holds bytes that are no UTF-8: save the file as UTF-8' })
    return text ?? ''
  })
  return { bytes, source: source.join('\n'), malformed }
}

function isFolder(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EISDIR'
}

const UTF8 = new TextDecoder('utf-8', { fatal: true })

function decode(line: Buffer): string | undefined {
  try {
    return UTF8.decode(line)
  } catch {
    return undefined
  }
}
