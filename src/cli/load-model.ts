import { readFile } from 'node:fs/promises'
import { CommandError } from '../command-error.ts'
import type { Model } from '../screening/classifier/model.ts'
import { decodeModel } from '../screening/classifier/model-file.ts'

/** Loads a model file; one that is absent, torn or of another release is an error that names the file and the reason. */
export async function loadModel(file: string): Promise<Model> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EISDIR') throw new CommandError(`Model ${file}: it is a folder. Name a file in it.`)
    if (error.code !== 'ENOENT') throw new CommandError(`Model ${file} cannot be read: ${error.message}.`)
    throw new CommandError(`There is no model ${file}. "train" makes one; "--no-model" does without.`)
  })
  const decoded = decodeModel(bytes)
  if (!decoded.ok) throw new CommandError(`Model ${file}: ${decoded.reason}.`)
  return decoded.model
}
