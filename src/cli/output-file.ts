import { constants } from 'node:fs'
import { access, mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CommandError } from '../command-error.ts'

/** A file that is to be written when the work is done. */
export interface OutputFile {
  /** Puts the whole of it in place, or leaves what was there before. */
  write(content: string | Uint8Array): Promise<void>
}

/**
 * Makes sure, before any work is done for it, that a file can be written, and makes the folders that it goes into. It is
 * written beside and renamed, so that a full disk does not cost the file that was there.
 */
export async function prepareOutput(file: string): Promise<OutputFile> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isDirectory()) throw new CommandError(`${file} is a folder. Name a file in it.`)
  // A device or a pipe has nothing beside it.
  if (found && !found.isFile()) return { write: (content) => orExplain(file, () => writeFile(file, content)) }
  const target = await realpath(file).catch(() => file)
  await orExplain(file, async () => {
    await mkdir(dirname(target), { recursive: true })
    await access(dirname(target), constants.W_OK)
  })
  return { write: (content) => orExplain(file, () => replace(target, content)) }
}

async function replace(target: string, content: string | Uint8Array): Promise<void> {
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}`)
  try {
    const opened = await open(beside, 'w')
    try {
      await opened.writeFile(content)
      await opened.sync()
    } finally {
      await opened.close()
    }
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw error
  }
}

async function orExplain(file: string, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandError(`${file} cannot be written: ${reason}. Name another place.`)
  }
}
