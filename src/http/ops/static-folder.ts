import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { getMimeType } from 'hono/utils/mime'

/** A file as it is served. */
export interface StaticFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
}

/** Finds a file by its path below the folder, written with `/`. */
export type StaticFolder = (path: string) => Promise<StaticFile | undefined>

/**
 * Serves exactly the files that stand in the folder when the first is asked for; while there are none, every request
 * looks again. A path is looked up in that list and never joined to the folder, so that no `..` leads out of it.
 */
export function staticFolder(folder: string, names?: readonly string[]): StaticFolder {
  let files: Promise<ReadonlyMap<string, StaticFile>> | undefined
  return async (path) => {
    files ??= readFolder(folder, names).catch((error: unknown) => {
      files = undefined
      throw error
    })
    const found = await files
    // Not built yet, or being built anew.
    if (found.size === 0) files = undefined
    return found.get(path)
  }
}

async function readFolder(folder: string, names?: readonly string[]): Promise<ReadonlyMap<string, StaticFile>> {
  const paths = names ?? (await listFiles(folder))
  return new Map(await Promise.all(paths.map(async (path) => [path, await readStatic(join(folder, path))] as const)))
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(absentAsEmpty)
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
}

/** A folder that was not built has no files: asking for one is a 404 that says so. */
function absentAsEmpty(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}

async function readStatic(path: string): Promise<StaticFile> {
  const body = new Uint8Array(await readFile(path))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, type: getMimeType(path) ?? 'application/octet-stream', etag }
}
