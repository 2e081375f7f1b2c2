import { existsSync, readdirSync, readFileSync } from 'node:fs'
import nodejieba from 'nodejieba'
import { expect, test } from 'vitest'
import { loadLexicon, loadScreener } from '../../src/cli/load-screener.ts'
import { compileAutomaton, searchAutomaton } from '../../src/screening/automaton.ts'
import { normalize } from '../../src/text/normalize.ts'
import { INNOCENT } from '../screening/innocent.ts'
import { WORDLISTS } from '../screening/lists.ts'

const TRAFFIC = `${process.env['YUEPING_CORPORA'] ?? ''}/traffic`
const MOST_COMMENTS = 40_000
const MADE_CHARACTERS = 50

const comments = existsSync(TRAFFIC) ? readTraffic() : makeComments()
const screener = await loadScreener(WORDLISTS)
screener.warm()
const lexicon = await loadLexicon(WORDLISTS)
const patterns = lexicon.entriesOf.flatMap((entries) => entries[0]?.pattern ?? [])

test('comments a second on one core', () => {
  const texts = comments.map((comment) => normalize(comment).text)
  const automaton = compileAutomaton(patterns)
  const found = { automaton: 0, naive: 0 }
  const rows = [
    ['normalize', measure(comments, (text) => normalize(text))],
    [
      `automaton, ${patterns.length} entries`,
      measure(texts, (text) => searchAutomaton(automaton, text, () => (found.automaton += 1))),
    ],
    ['indexOf, an entry after the other', measure(texts.slice(0, 4000), (text) => (found.naive += countNaively(text)))],
    ['jieba alone', measure(comments, (text) => nodejieba.cut(text))],
    ['the whole screen', measure(comments, (text) => screener.screen(text))],
  ] as const
  const characters = comments.reduce((sum, comment) => sum + comment.length, 0) / comments.length
  const source = existsSync(TRAFFIC) ? TRAFFIC : 'made of the everyday sentences of the tests'
  print(`\n${comments.length} comments of ${characters.toFixed(0)} characters, ${source}\n\n`)
  print('| | comments a second |\n| --- | ---: |\n')
  for (const [name, rate] of rows) print(`| ${name} | ${Math.round(rate).toLocaleString('en')} |\n`)
  expect(rows.every(([, rate]) => rate > 0)).toBe(true)
})

test('10,000 hostile characters cost at most three times as much as plain ones', () => {
  const plain = cost('今天天氣很好我們一起去公園散步吧'.repeat(625))
  print('\n| 10,000 characters | cost, plain is 1 |\n| --- | ---: |\n')
  const ratios = Object.entries(HOSTILE).map(([name, text]) => [name, cost(text) / plain] as const)
  for (const [name, ratio] of ratios) print(`| ${name} | ${ratio.toFixed(2)} |\n`)
  expect(ratios.filter(([, ratio]) => ratio > 3)).toEqual([])
})

const HOSTILE: Readonly<Record<string, string>> = {
  'nested marks': `a${'\u0301\u0323\u0f71'.repeat(3333)}`,
  'emoji only': '😂'.repeat(5000),
  'pictures that are read aloud': '👻🐶🍺'.repeat(1666),
  'characters that expand': 'ﷺ㍿½'.repeat(3333),
  'alternating scripts': '賭а１🇻ᴠ'.repeat(1666),
  'separators between all': '赌*'.repeat(5000),
  'split characters': '亻故女子'.repeat(2500),
  pinyin: 'jiaweixin '.repeat(1000),
  'pinyin in one run': 'xianan'.repeat(1666),
  homophones: '佳薇欣家崴鑫'.repeat(1666),
  'look-alikes': '咖徽訫赌愽'.repeat(2000),
  'one entry after the other': '真人百家樂'.repeat(2000),
  'entries backwards': '乐家百人真'.repeat(2000),
}

function countNaively(text: string): number {
  return patterns.filter((pattern) => text.includes(pattern)).length
}

/** Returns how many texts a second the work takes, the best of three rounds. */
function measure(texts: readonly string[], work: (text: string) => unknown): number {
  let best = 0
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now()
    for (const text of texts) work(text)
    best = Math.max(best, (texts.length / (performance.now() - start)) * 1000)
  }
  return best
}

function cost(text: string): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 15; round += 1) {
    const start = performance.now()
    screener.screen(text)
    best = Math.min(best, performance.now() - start)
  }
  return best
}

function readTraffic(): string[] {
  return readdirSync(TRAFFIC)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(`${TRAFFIC}/${file}`, 'utf8').trim().split('\n'))
    .slice(0, MOST_COMMENTS)
    .map((line): string => JSON.parse(line).text)
}

function makeComments(): string[] {
  const all = INNOCENT.join(',')
  return Array.from({ length: MOST_COMMENTS }, (_, at) => {
    const start = (at * 37) % (all.length - MADE_CHARACTERS)
    return all.slice(start, start + MADE_CHARACTERS)
  })
}

function print(text: string): void {
  process.stdout.write(text)
}
