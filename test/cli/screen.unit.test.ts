import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runScreen } from '../../src/cli/screen.ts'

const WORDLISTS = fileURLToPath(new URL('../../wordlists', import.meta.url))
const MODEL = fileURLToPath(new URL('../../src/screening/classifier/comments.model', import.meta.url))
const TERMINAL = { columns: 80, isColoured: false }

async function run(args: readonly string[], input: string | Readable = '', wordlists = WORDLISTS) {
  const output = collect()
  const errors = collect()
  const source = typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input
  const code = await runScreen({ args, input: source, output, errors, wordlists, model: MODEL, terminal: TERMINAL })
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
  expect(second).toEqual({ id: 2, verdict: 'pass', category: null, risk: expect.any(Object), hits: [], findings: [] })
  expect(Math.max(...Object.values<number>(second.risk))).toBeLessThan(0.5)
})

test('plain lines are named by their number', async () => {
  const { lines } = await run(['--format', 'text'], '\ufeff說得好\n\n加QQ 2719380465')
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
  const code = await runScreen({
    args: [],
    input,
    output,
    errors,
    wordlists: WORDLISTS,
    model: MODEL,
    terminal: TERMINAL,
  })
  clearInterval(timer)
  expect({ code, errors: errors.text() }).toEqual({ code: 0, errors: '' })
})

test('answers come while the input is still open', async () => {
  const input = new PassThrough()
  const output = new PassThrough()
  const done = runScreen({
    args: [],
    input,
    output,
    errors: collect(),
    wordlists: WORDLISTS,
    model: MODEL,
    terminal: TERMINAL,
  })
  input.write('{"id":"a","text":"好"}\n')
  const [first] = await output.take(1).toArray()
  expect(JSON.parse(String(first)).id).toBe('a')
  input.end()
  expect(await done).toBe(0)
})

test.each(['9007199254740993', '1e400', '-0.10000000000000000001', '12345678901234567890123'])(
  'the number %s comes back with every digit',
  async (id) => {
    const { lines } = await run([], `{"a":{"id":1},"text":"說:\\"id\\":5","id":"x","\\u0069d" : ${id} }\n`)
    expect(lines[0]).toMatch(/^\{"id":/)
    expect(lines[0]?.slice('{"id":'.length).startsWith(`${id},"verdict"`)).toBe(true)
  },
)

test('a line without end takes no more memory than the limit, and is named', async () => {
  const piece = Buffer.alloc(1 << 20, 'a')
  const input = Readable.from([...Array.from({ length: 64 }, () => piece), Buffer.from('\n{"id":"b","text":"好"}\n')])
  const { code, lines, errors } = await run([], input)
  expect({ code, ids: lines.map((line) => JSON.parse(line).id) }).toEqual({ code: 1, ids: ['b'] })
  expect(errors).toContain('Line 1: it is longer than 1,048,576 characters')
})

describe('--explain', () => {
  const explained = async (text: string, ...options: readonly string[]) =>
    (await run(['--explain', '--format', 'text', ...options], text)).lines.map((line) => line.trimEnd())

  test('draws carets under what the reader wrote, whatever its width', async () => {
    const lines = await explained('ab說法👍🏽é加薇信，真人百家樂')
    expect(lines[2]).toBe('    ab說法👍🏽é加薇信，真人百家樂')
    expect(lines.slice(3, 5)).toEqual([`${' '.repeat(13)}^^^^^^ 1`, `${' '.repeat(21)}^^^^^^^^^^ 2`])
  })

  test('says what was folded, what counted and did not, and what would have had to differ', async () => {
    const text = (await explained('有意加❤薇信，公司開戶口', '--no-model')).join('\n')
    expect(text).toContain('line 1  HOLD  ad_spam')
    expect(text).toContain('separator   ❤ → nothing')
    expect(text).toContain('entry 「加薇信」  ad_spam 0.85 (0.8, and more for being hidden), read by separator')
    expect(text).toContain('「开户」 in 「開戶」  gambling 0.3: a word reaches across its end: 公司|开|户口')
    expect(text).toContain('pass   without entry 「加薇信」 and entry 「薇信」: ad_spam 0, below 0.5')
    expect(text).toContain('block  with one more sign of ad_spam that weighs 0.6: ad_spam 0.94, at or above 0.94')
  })

  test('says what the model thinks, where its lines are, and what the rules alone would have said', async () => {
    const text = (await explained('有意加❤薇信，公司開戶口')).join('\n')
    expect(text).toMatch(/^ {2}model\n {4}linear-[0-9a-f]{8}: benign 0/m)
    expect(text).toMatch(
      /^ {6}ad_spam 0[.]\d+, with what the rules say 0[.]\d+ {2}\(holds from 0[.]\d+, blocks from 0[.]\d+\)$/m,
    )
    const graver = await explained('在家就能做的副業，一天三五百，想了解的滴滴我')
    expect(graver[0]).toContain('BLOCK')
    expect(graver).toContainEqual(expect.stringContaining('hold   if the rules alone had spoken'))
  })

  test('names forty of what did not count, and how many more there were', async () => {
    const lines = await explained('這下有大麻煩了。'.repeat(100), '--no-model')
    const idle = lines.filter((line) => line.includes('lies inside an allow entry'))
    expect(idle).toHaveLength(40)
    expect(lines).toContain('    and 60 more')
  })

  test('takes JSON Lines too, names the unreadable, and keeps the exit code', async () => {
    const { code, lines, errors } = await run(['--explain'], '{"id":7,"text":"好"}\nnot json\n')
    expect({ code, first: lines[0] }).toEqual({ code: 1, first: 'line 1, id 7  PASS' })
    expect(errors).toMatch(/^Line 2: /)
  })

  test('writes nothing that moves the cursor, whatever the text holds', async () => {
    const hostile = '\u001b[31m\u009b2J\u0007加\u200b薇信\u202e\ud800\t\r\u0000é\u0300\u0301\u0302\u0303'
    const { lines } = await run(['--explain'], `${JSON.stringify({ id: '\u001b[2J', text: `${hostile}\n好` })}\n`)
    const shown = lines.join('\n')
    expect(lines.join('')).not.toMatch(/[\p{Cs}\p{Cf}\p{Cc}]/u)
    expect(shown).toContain('<U+001B>[31m<U+009B>2J<U+0007>加<U+200B>薇信<U+202E>')
    expect(shown).toContain('⇥')
    expect(shown).toContain('⏎')
  })

  test('wraps a long text, with the number of a hit behind its last caret', async () => {
    const lines = await explained(`${'好'.repeat(34)}加薇信，${'好'.repeat(30)}`)
    expect(lines.slice(2, 6)).toEqual([
      `    ${'好'.repeat(34)}加薇`,
      `${' '.repeat(72)}^^^^`,
      `    信，${'好'.repeat(30)}`,
      '    ^^ 1',
    ])
  })
})

test('a malformed line of a list stops the command, or is named and skipped', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lists-'))
  await writeFile(join(folder, 'gambling.txt'), '百家乐 | 0.9 | word\n上分 | nine | word\n')
  const input = JSON.stringify({ id: 'a', text: '玩百家樂' })
  const stopped = await run([], input, folder)
  const skipped = await run(['--skip-malformed'], input, folder)
  await rm(folder, { recursive: true })
  expect(stopped).toMatchObject({
    code: 1,
    lines: [],
    errors: expect.stringContaining('gambling.txt, line 2: the weight'),
  })
  expect(skipped).toMatchObject({
    code: 0,
    errors: expect.stringMatching(/^Skipped gambling\.txt, line 2: the weight/),
  })
  expect(skipped.lines.map((line) => JSON.parse(line).verdict)).toEqual(['block'])
})
