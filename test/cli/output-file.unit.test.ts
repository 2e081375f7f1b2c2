import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareOutput } from '../../src/cli/output-file.ts'
import { CommandError } from '../../src/command-error.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'output-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a file is made in folders that were not there, and nothing is left beside it', async () => {
  const file = join(folder, 'a', 'b', 'c.model')
  await (await prepareOutput(file)).write(new Uint8Array([1, 2, 3]))
  expect([...(await readFile(file))]).toEqual([1, 2, 3])
  expect(await readdir(join(folder, 'a', 'b'))).toEqual(['c.model'])
})

test('what was there stays until the new one is whole, and where that fails', async () => {
  const file = join(folder, 'good.model')
  await writeFile(file, 'good')
  const output = await prepareOutput(file)
  expect(await readFile(file, 'utf8')).toBe('good')
  // Nothing can be written under the name that is used beside it: as little as on a full disk.
  await mkdir(join(folder, `.good.model.${process.pid}`))
  await expect(output.write('new')).rejects.toThrow(CommandError)
  await expect(output.write('new')).rejects.toThrow(`${file} cannot be written: `)
  expect(await readFile(file, 'utf8')).toBe('good')
})

test('a link stays a link to what is written', async () => {
  await writeFile(join(folder, 'of-today'), 'old')
  await symlink(join(folder, 'of-today'), join(folder, 'link'))
  await (await prepareOutput(join(folder, 'link'))).write('new')
  expect(await readFile(join(folder, 'of-today'), 'utf8')).toBe('new')
})

test('a folder, and a place in a file, are refused at once', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(prepareOutput(folder)).rejects.toThrow(`${folder} is a folder. Name a file in it.`)
  await expect(prepareOutput(join(folder, 'file', 'x'))).rejects.toThrow(CommandError)
})

test('a folder that is for reading only is refused at once', async ({ skip }) => {
  skip(process.getuid?.() === 0, 'root may write anywhere')
  await chmod(folder, 0o500)
  await expect(prepareOutput(join(folder, 'x'))).rejects.toThrow('cannot be written')
})
