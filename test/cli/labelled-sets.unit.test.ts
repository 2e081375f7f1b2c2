import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSets } from '../../src/cli/labelled-sets.ts'
import { CommandError } from '../../src/command-error.ts'
import { CATEGORY_CODES } from '../../src/screening/taxonomy.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sets-'))
  file = join(folder, 'rows.jsonl')
})
afterEach(() => rm(folder, { recursive: true }))

const lines = (...labels: readonly unknown[]) =>
  labels.map((label) => `${JSON.stringify({ text: '早', ...(label !== undefined && { label }) })}\n`).join('')

test('every category code, benign, violation and no label at all are labels', async () => {
  const labels = ['benign', 'violation', ...CATEGORY_CODES, undefined]
  await writeFile(file, lines(...labels, null))
  const [set] = await readSets([file])
  expect(set?.rows.map(({ label }) => label)).toEqual([...labels, undefined])
})

test('what is no label is named with its file, its first line and how often it stands there', async () => {
  await writeFile(file, lines('benign', 'abuze', 'Benign', 'abuze', '', 0, 'abuse', 1, true))
  const refusal = readSets([file])
  await expect(refusal).rejects.toThrow(CommandError)
  await expect(refusal).rejects.toThrow(
    [
      `${file}:2: "abuze" is no label; it stands on 2 lines.`,
      `${file}:3: "Benign" is no label.`,
      `${file}:5: "" is no label.`,
      `${file}:6: 0 is no label.`,
      `${file}:8: 1 is no label.`,
      `${file}:9: true is no label.`,
      'A label is "benign", a category code, or "violation" where the kind is unknown; leave it out where nobody judged.',
    ].join('\n'),
  )
})

test('a byte-order mark is no part of the first line', async () => {
  await writeFile(file, `\ufeff${lines('benign')}`)
  expect((await readSets([file]))[0]?.rows).toHaveLength(1)
})

test('text in another encoding is refused with its line', async () => {
  const gbk = Buffer.from([0xd6, 0xd0, 0xb9, 0xfa])
  await writeFile(
    file,
    Buffer.concat([Buffer.from(`${lines('benign')}{"text":"`), gbk, Buffer.from('"}\n{"text":"早"}')]),
  )
  await expect(readSets([file])).rejects.toThrow(`${file}:2: not UTF-8. `)
  await writeFile(file, Buffer.concat([Buffer.from(`${lines('benign')}{"text":"`), gbk]))
  await expect(readSets([file])).rejects.toThrow(`${file}:2: not UTF-8. `)
  await writeFile(file, Buffer.from(`\ufeff${lines('benign')}`, 'utf16le'))
  await expect(readSets([file])).rejects.toThrow(`${file}:1: not UTF-8. `)
})

test('a file without comments is refused, and what cannot be read is named', async () => {
  await writeFile(file, '\n\n')
  await expect(readSets([file])).rejects.toThrow(`${file} has no comments in it.`)
  await rm(file)
  await mkdir(file)
  await expect(readSets([folder])).rejects.toThrow(`${file} cannot be read: `)
  await expect(readSets([folder])).rejects.toThrow(CommandError)
})

test('two files of one name are told apart by their paths', async () => {
  const other = join(folder, 'other')
  await mkdir(other)
  for (const path of [file, join(other, 'rows.jsonl'), join(other, 'more.jsonl')])
    await writeFile(path, lines('benign'))
  const names = (await readSets([file, join(other, 'rows.jsonl'), join(other, 'more.jsonl')])).map(({ name }) => name)
  expect(names).toEqual([file, join(other, 'rows.jsonl'), 'more'])
})
