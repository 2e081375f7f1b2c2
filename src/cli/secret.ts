import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandError } from '../command-error.ts'
import type { Config } from '../config.ts'

/**
 * The secret that reader identities and stored addresses depend on: YUEPING_SECRET, else one made once and kept in the
 * data folder. With another one every reader would be a stranger to their own comments.
 */
export async function readSecret({ secret, dataFolder }: Pick<Config, 'secret' | 'dataFolder'>): Promise<Buffer> {
  if (secret !== undefined) return Buffer.from(secret)
  const path = join(dataFolder, 'secret')
  try {
    return decode(await readIfPresent(path), path) ?? (await create(path, dataFolder))
  } catch (error) {
    if (error instanceof CommandError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandError(
      `The secret of this installation cannot be kept: ${reason}. ` +
        'Make the folder of YUEPING_DATA writable, or set YUEPING_SECRET.',
    )
  }
}

async function readIfPresent(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

function decode(text: string | undefined, path: string): Buffer | undefined {
  if (text === undefined) return undefined
  if (/^[0-9a-f]{64}\n?$/.test(text)) return Buffer.from(text.trim(), 'hex')
  throw new CommandError(`${path} is damaged. Restore it from a backup: without it no reader finds their own comments.`)
}

/** Appears whole or not at all, and of two processes that make one at once both use the same. */
async function create(path: string, folder: string): Promise<Buffer> {
  await mkdir(folder, { recursive: true })
  // Process numbers are the same in two containers that share the folder.
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(32).toString('hex')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  const kept = decode(await readIfPresent(path), path)
  if (!kept) throw new Error(`${path} vanished`)
  return kept
}
