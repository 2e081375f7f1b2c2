import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { runEval } from '../../src/cli/eval.ts'
import { runTrain } from '../../src/cli/train.ts'
import { WORDLISTS } from '../screening/lists.ts'

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))))

async function writeRows(rows: readonly object[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'train-'))
  folders.push(folder)
  await writeFile(join(folder, 'rows.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'))
  return folder
}

async function run(args: readonly string[]) {
  const output = new PassThrough()
  const errors = new PassThrough()
  let now = 0
  const clock = (): number => {
    now += 100
    return now
  }
  const code = await runTrain({ args, output, errors, wordlists: WORDLISTS, clock })
  return { code, output: String(output.read() ?? ''), errors: String(errors.read() ?? '') }
}

const ROWS = Array.from({ length: 12 }, (_, at) => [
  { text: `第${at}条路修好了，上班方便多了`, label: 'benign' },
  { text: `你这个蠢货，第${at}次说了，脑子有病`, label: 'abuse' },
  { text: '谁也没有判断过' },
  { text: '模型不认识的一类', label: 'off_topic' },
]).flat()

test('a model is fitted, measured on rows it had not seen, written, and read by eval', {
  timeout: 20_000,
}, async () => {
  const folder = await writeRows(ROWS)
  const model = join(folder, 'out', 'my.model')
  const trained = await run([folder, '--out', model, '--folds', '3', '--buckets', '4000', '--no-seed-corpus'])
  expect(trained.code).toBe(0)
  expect(trained.errors).toMatch(/left out: 12 rows unjudged, .+\n.+left out: 12 rows off_topic, /)
  expect(trained.errors).toMatch(/24 rows, \d+ texts/)
  expect(trained.errors).toMatch(/fold 3 of 3[\s\S]+all rows[\s\S]+my\.model: 11\d{5} bytes\n$/)
  expect(trained.output).toMatch(/^all rows, held out +24 +1\.000 +1\.000/m)
  expect(trained.output).toMatch(/^abuse +[01]\.\d{4} +never +0\.00 %\n[\s\S]+^porn +1\.0000 +never +-$/m)
  expect(trained.output).toMatch(/^blocked though no junk, at most +0\.10 % +\d+\.\d\d % +no$/m)
  expect(trained.output).toMatch(/^all texts held +15\.00 % +\d+\.\d\d % +(?:yes|no)$/m)
  const output = new PassThrough()
  const errors = new PassThrough()
  const args = [join(folder, 'rows.jsonl'), '--html', join(folder, 'report.html')]
  expect(await runEval({ args, output, errors, wordlists: WORDLISTS, model, now: new Date() })).toBe(0)
  expect(String(output.read())).toMatch(/^rows +abuse +12 .* 1\.000 +1\.000 +1\.000$/m)
})

test.each([
  ['no path', ['--out', 'x'], /Give the path/],
  ['no place for the model', ['rows'], /--out FILE/],
  ['a number of folds that is none', ['rows', '--out', 'x', '--folds', 'many'], /--folds must be a whole number/],
])('%s is refused', async (_, args, reason) => {
  await expect(run(args)).rejects.toThrow(reason)
})

test('a place where no model can go is named before anything is learnt', async () => {
  const folder = await writeRows(ROWS)
  await expect(run([folder, '--out', folder])).rejects.toThrow(`${folder} is a folder. Name a file in it.`)
  const inFile = join(folder, 'rows.jsonl', 'my.model')
  await expect(run(['/nowhere', '--out', inFile])).rejects.toThrow(`${inFile} cannot be written: `)
})

test('rows without a label that the model knows are not enough', async () => {
  const folder = await writeRows([{ text: '谁也没有判断过' }])
  await expect(run([folder, '--out', join(folder, 'x')])).rejects.toThrow(/None of the rows/)
})
