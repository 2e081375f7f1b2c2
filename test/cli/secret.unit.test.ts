import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readSecret } from '../../src/cli/secret.ts'

test('a secret is made once, for its owner alone, and found again', async () => {
  const dataFolder = await createFolder()
  const [one, other] = await Promise.all([0, 1].map(() => readSecret({ secret: undefined, dataFolder })))
  expect(one).toHaveLength(32)
  expect(other).toEqual(one)
  expect(await readSecret({ secret: undefined, dataFolder })).toEqual(one)
  expect((await stat(join(dataFolder, 'secret'))).mode & 0o777).toBe(0o600)
})

test('a given secret is used and none is written', async () => {
  const dataFolder = await createFolder()
  const secret = 'thirty-two bytes from somewhere.'
  expect(await readSecret({ secret, dataFolder })).toEqual(Buffer.from(secret))
  await expect(readFile(join(dataFolder, 'secret'))).rejects.toThrow('ENOENT')
})

test('a damaged secret is never replaced', async () => {
  const dataFolder = await createFolder()
  await writeFile(join(dataFolder, 'secret'), 'abc')
  await expect(readSecret({ secret: undefined, dataFolder })).rejects.toThrow('is damaged. Restore it')
  expect(await readFile(join(dataFolder, 'secret'), 'utf8')).toBe('abc')
})

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yueping-secret-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}
