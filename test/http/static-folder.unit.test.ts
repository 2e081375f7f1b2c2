import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { staticFolder } from '../../src/http/ops/static-folder.ts'

test('a folder that was absent is found once it is built', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yueping-static-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await rm(folder, { recursive: true })
  const find = staticFolder(folder)
  expect(await find('widget.js')).toBeUndefined()

  await mkdir(folder)
  await writeFile(join(folder, 'widget.js'), '1')
  expect(await find('widget.js')).toMatchObject({ type: expect.stringContaining('javascript') })
})
