import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { runEval } from '../../src/cli/eval.ts'
import { CommandError } from '../../src/command-error.ts'
import { WORDLISTS } from '../screening/lists.ts'

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))))

async function writeSets(files: Readonly<Record<string, readonly object[]>>): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'eval-'))
  folders.push(parent)
  const folder = join(parent, 'sets')
  await mkdir(folder)
  for (const [name, rows] of Object.entries(files)) {
    await writeFile(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  }
  return folder
}

async function measure(...args: string[]) {
  const output = new PassThrough()
  const errors = new PassThrough()
  const command = { args, output, errors, wordlists: WORDLISTS, model: '/nowhere.model' }
  const code = await runEval({ ...command, now: new Date('2026-11-29T08:30:00Z') })
  return { code, output: String(output.read() ?? ''), errors: String(errors.read() ?? '') }
}

const SELF = fileURLToPath(import.meta.url)

const ROWS = [
  { text: '国产99在线观看,精品久久久久中文字幕一区,免费观看一片a一级', label: 'porn' },
  { text: '支持家鄉建設', label: 'benign' },
  { text: '今天的会议讨论了供水问题', label: 'benign' },
]

test('a labelled file is a set of its own, and files without labels are one by the name of their folder', async () => {
  const folder = await writeSets({ 'a.jsonl': ROWS, 'b.jsonl': [{ text: '早' }], 'c.jsonl': [{ text: '晚' }] })
  const { code, output, errors } = await measure(folder, '--no-model')
  expect(code).toBe(0)
  expect(errors).toBe('sets/a: 3 texts\nsets: 2 texts\n')
  expect(output).toMatch(/^sets\/a +3 +1\.000 +1\.000 +1\.000 +1\.000 +0\.\d+ +0\.00 % +0\.00 % +0\.00 % +100\.00 %$/m)
  expect(output).toMatch(/^sets +2 +- +- +- +- +- +0\.00 % +0\.00 % +- +-$/m)
})

test('disguised texts are compared with the plain ones', async () => {
  const folder = await writeSets({
    'a.jsonl': [
      ...ROWS.map((row) => ({ ...row, perturbation: 'none' })),
      { text: '今天', label: 'porn', perturbation: 'homophone', original: ROWS[0]?.text },
    ],
  })
  const { output } = await measure(join(folder, 'a.jsonl'), '--no-model')
  expect(output).toMatch(/^a +none +1 +1\.000 +1\.000 +-$/m)
  expect(output).toMatch(/^a +homophone +1 +0\.000 +0\.000 +0\.000$/m)
})

test('the report is one page that asks for nothing from elsewhere', async () => {
  const folder = await writeSets({ '<b>.jsonl': ROWS })
  const report = join(folder, 'made', 'for', 'it', 'report.html')
  const { code } = await measure(folder, '--no-model', '--html', report)
  const page = await readFile(report, 'utf8')
  expect(code).toBe(0)
  expect(page).toContain('<svg')
  expect(page).toContain('sets/&#60;b&#62;')
  expect(page).toContain(
    `<time datetime="2026-11-29T08:30:00.000Z">2026-11-29 08:30 UTC</time>, of <code>${folder}</code>`,
  )
  expect(page).toMatch(/<p>wordlists [^<]+, no model<\/p>/)
  expect(page).not.toMatch(/https?:|src=|<link|NaN|undefined|<b>\s/)
})

test('the figures are one JSON document, with when, of what and by what they were measured', async () => {
  const folder = await writeSets({ 'a.jsonl': ROWS })
  const { output } = await measure(folder, '--no-model', '--json')
  const { sets, ...origin } = JSON.parse(output)
  expect(origin).toEqual({
    at: '2026-11-29T08:30:00.000Z',
    paths: [folder],
    versions: { wordlists: expect.any(String), policy: expect.any(String), model: null },
  })
  expect(sets).toMatchObject([
    {
      name: 'sets/a',
      count: 3,
      good: { count: 2, held: 0, blocked: 0 },
      bad: { count: 1, held: 0, blocked: 1 },
      agreement: { accuracy: 1, macroF1: 1 },
      ranking: { auc: 1, bins: expect.any(Array) },
    },
  ])
  expect(output).not.toContain('points')
})

test.each([
  ['no path', ['--no-model'], /Give the path/],
  ['a path where nothing is', ['/nowhere.jsonl', '--no-model'], /There is nothing at \/nowhere\.jsonl/],
  ['a model that is not there', [SELF], /There is no model \/nowhere\.model/],
  ['a file that is no model', [SELF, '--model', SELF], /it is no model file/],
  ['a folder for a model', [SELF, '--model', dirname(SELF)], /Model .+: it is a folder\. Name a file in it/],
  ['a model and none', [SELF, '--model', SELF, '--no-model'], /Give --model FILE or --no-model, not both/],
  ['an unknown option', ['x', '--models'], /Unknown option/],
])('%s is refused', async (_, args, reason) => {
  await expect(measure(...args)).rejects.toThrow(reason)
  await expect(measure(...args)).rejects.toThrow(CommandError)
})

test('a malformed row is named with its file and line', async () => {
  const folder = await writeSets({ 'a.jsonl': [ROWS[0] ?? {}, { label: 'benign' }] })
  await expect(measure(folder, '--no-model')).rejects.toThrow(/a\.jsonl:2: expected JSON/)
})
