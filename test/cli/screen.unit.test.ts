import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runScreen } from '../../src/cli/screen.ts'

const WORDLISTS = fileURLToPath(new URL('../../wordlists', import.meta.url))

async function run(args: readonly string[], input: string | Readable = '') {
  const output = collect()
  const errors = collect()
  const source = typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input
  const code = await runScreen({ args, input: source, output, errors, wordlists: WORDLISTS })
  await Promise.all([output, errors].map((stream) => new Promise<void>((done) => stream.end(done))))
  return { code, lines: output.text().split('\n').slice(0, -1), errors: errors.text() }
}

function collect(): Writable & { text(): string } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    highWaterMark: 64,
    write(chunk, _encoding, done) {
      chunks.push(chunk)
      setImmediate(done)
    },
  })
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString() })
}

test('each line is answered by one line, in order, as the contract says', async () => {
  const rows = [
    { id: 'a', text: '真人百家樂，加我', label: 'ignored' },
    { id: 2, text: '說得好' },
  ]
  const { code, lines, errors } = await run([], rows.map((row) => `${JSON.stringify(row)}\r\n`).join(''))
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  const [first, second] = lines.map((line) => JSON.parse(line))
  expect(first).toEqual({
    id: 'a',
    verdict: 'block',
    category: 'gambling',
    risk: expect.objectContaining({ gambling: expect.any(Number) }),
    hits: expect.arrayContaining([
      { rule: 'wordlist:gambling', entry: '真人百家乐', category: 'gambling', start: 0, end: 5, text: '真人百家樂' },
    ]),
    findings: [],
  })
  expect(second).toEqual({ id: 2, verdict: 'pass', category: null, risk: {}, hits: [], findings: [] })
})

test('plain lines are named by their number', async () => {
  const { lines } = await run(['--format', 'text'], '\ufeff說得好\n\n加QQ 2913973011')
  expect(lines.map((line) => JSON.parse(line)).map(({ id, verdict }) => [id, verdict])).toEqual([
    ['1', 'pass'],
    ['2', 'pass'],
    ['3', 'hold'],
  ])
})

test('a line that cannot be read is named, the others are answered, and the code is 1', async () => {
  const { code, lines, errors } = await run(
    [],
    '{"id":"a","text":"好"}\nnot json\n{"id":"b"}\n{"text":"好","id":[]}\n\n{"text":"好"}\n',
  )
  expect(code).toBe(1)
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(['a', '6'])
  expect(errors).toMatch(/^Line 2: .*JSON/m)
  expect(errors).toMatch(/^Line 3: .*"text"/m)
  expect(errors).toMatch(/^Line 4: "id"/m)
  expect(errors).toMatch(/^3 of 6 lines could not be read and have no verdict\.$/m)
})

test('a character cut in two by a chunk is whole again, and U+2028 does not end a line', async () => {
  const bytes = Buffer.from('{"id":"a","text":"加薇信\u2028好"}\n')
  const { code, lines } = await run([], Readable.from([...bytes].map((byte) => Buffer.from([byte]))))
  expect(code).toBe(0)
  expect(JSON.parse(lines[0] ?? '').hits).toContainEqual(expect.objectContaining({ text: '加薇信' }))
})

test('it reads a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'screen-'))
  try {
    const file = join(folder, 'comments.jsonl')
    await writeFile(file, '{"id":"a","text":"好"}\n')
    expect((await run([file])).lines).toHaveLength(1)
    const { code, errors } = await run([folder])
    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringMatching(/^.* is a folder\. Give the path/) })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test.each([
  [['absent.jsonl'], /^There is no file absent\.jsonl\. Give the path of a JSON Lines file\.\n$/],
  [['a', 'b'], /^One file at a time, not 2\./],
  [['--format', 'xml'], /^The format is jsonl or text, not xml\./],
  [['--frmat', 'text'], /--frmat/],
])('%j is refused with a sentence', async (args, sentence) => {
  const { code, lines, errors } = await run(args)
  expect({ code, lines }).toEqual({ code: 1, lines: [] })
  expect(errors).toMatch(sentence)
})

test('a reader that goes away ends it quietly', async () => {
  const output = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    },
  })
  const errors = collect()
  const input = new PassThrough()
  const timer = setInterval(() => input.write('{"id":"a","text":"好"}\n'), 1)
  const code = await runScreen({ args: [], input, output, errors, wordlists: WORDLISTS })
  clearInterval(timer)
  expect({ code, errors: errors.text() }).toEqual({ code: 0, errors: '' })
})

test('answers come while the input is still open', async () => {
  const input = new PassThrough()
  const output = new PassThrough()
  const done = runScreen({ args: [], input, output, errors: collect(), wordlists: WORDLISTS })
  input.write('{"id":"a","text":"好"}\n')
  const [first] = await output.take(1).toArray()
  expect(JSON.parse(String(first)).id).toBe('a')
  input.end()
  expect(await done).toBe(0)
})
