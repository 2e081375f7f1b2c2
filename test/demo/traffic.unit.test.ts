import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { addressReader, countReaders, drawReaders, nameReader } from '../../src/demo/traffic-readers.ts'
import { parseRow, readTraffic } from '../../src/demo/traffic-rows.ts'
import { percentile, Tally } from '../../src/demo/traffic-tally.ts'

test('rows come event by event, within one by time, and within a minute as they stand', async () => {
  const folder = await createFolder({
    'b.jsonl': [row('乙', '2024/9/2 3:02', '三'), row('乙', '2024/9/2 12:00', '四')],
    'a.jsonl': [
      row('甲', '2024/10/1 0:00', '二'),
      row('甲', '2024/9/30 23:59', '一'),
      row('甲', '2024/10/1 0:00', '二之後'),
    ],
    'notes.txt': ['no traffic'],
  })
  const { rows } = await readTraffic(folder)
  expect(rows.map(({ text }) => text)).toEqual(['一', '二', '二之後', '三', '四'])
})

test('a malformed row is named with file and line, a row without text is counted apart', async () => {
  const folder = await createFolder({
    'a.jsonl': [
      `\uFEFF${row('甲', '2024/9/2 3:02', '好')}`,
      '',
      '{"article":',
      '{"article":"甲","time":"2024/9/2 3:02"}',
      row('甲', 'yesterday', '好'),
      row('甲', '2024/9/2 3:02', ' \u3000'),
    ],
  })
  const traffic = await readTraffic(folder)
  expect(traffic.rows).toHaveLength(1)
  expect(traffic.emptyCount).toBe(1)
  expect(traffic.malformed).toEqual([
    'a.jsonl:3: no JSON',
    expect.stringMatching(/^a\.jsonl:4: text: /),
    'a.jsonl:5: time: no date and time in "yesterday"',
  ])
})

test('no line makes the reading fail', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => typeof parseRow(line).ok === 'boolean'))
})

test('the same seed draws the same readers, and few of them go over their pace', () => {
  const comments = 50_000
  const readers = countReaders(comments)
  const draw = () => take(drawReaders(readers, 7), comments)
  const drawn = draw()
  expect(draw()).toEqual(drawn)
  const counts = new Map<number, number>()
  for (const reader of drawn) counts.set(reader, (counts.get(reader) ?? 0) + 1)
  const tooMany = [...counts.values()].reduce((sum, count) => sum + Math.max(0, count - 5), 0)
  expect(tooMany / comments).toBeLessThan(0.02)
  expect(tooMany).toBeGreaterThan(0)
  expect(Math.max(...drawn)).toBeLessThan(readers)
})

test('every reader has a loopback address and a name of at most 20 characters', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 1_000_000 }), (reader, seed) => {
      expect(addressReader(reader)).toMatch(/^127\.0\.[1-3]\.\d{1,3}$/)
      expect([...nameReader(reader, seed)].length).toBeLessThanOrEqual(20)
    }),
  )
})

test('every answer is counted once, by what became of the comment', () => {
  const tally = new Tally()
  const answers = [
    { status: 201, body: { status: 'published' }, milliseconds: 1 },
    { status: 201, body: { status: 'held' }, milliseconds: 2 },
    { status: 201, body: { status: 'rejected' }, milliseconds: 3 },
    { status: 429, body: { code: 'too_many_requests' }, milliseconds: 4 },
    { status: 422, body: { code: 'text_empty' }, milliseconds: 5 },
    { status: 201, body: {}, milliseconds: 6 },
    { failure: 'ECONNRESET' },
  ]
  for (const answer of answers) tally.add(answer)
  expect(tally.counts).toEqual({ passed: 1, held: 1, blocked: 1, throttled: 1, failed: 3 })
  const summary = tally.summarize(7)
  expect(summary).toMatch(/^sent +7 +in 7\.0 s, 1 comments\/s$/m)
  expect(summary).toContain('422 text_empty: 1')
  expect(summary).toContain('ECONNRESET: 1')
  expect(summary).toContain('latency   p50 3.0 ms, p95 6.0 ms, p99 6.0 ms')
})

test('a percentile is one of the values', () => {
  expect(percentile([], 0.5)).toBe(0)
  expect(percentile([5], 0.99)).toBe(5)
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2)
  expect(percentile([1, 2, 3, 4], 0.95)).toBe(4)
})

function row(article: string, time: string, text: string): string {
  return JSON.stringify({ article, topic: 'society', time, text, votes: 0 })
}

function take(numbers: Iterator<number>, count: number): number[] {
  return Array.from({ length: count }, () => numbers.next().value)
}

async function createFolder(files: Record<string, string[]>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yueping-traffic-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, lines] of Object.entries(files)) await writeFile(join(folder, name), lines.join('\n'))
  return folder
}
