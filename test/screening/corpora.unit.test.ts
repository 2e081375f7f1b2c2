import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import type { Verdict } from '../../src/screening/evidence.ts'
import { WORDLISTS } from './lists.ts'

const DATA = process.env['YUEPING_CORPORA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const ARTICLE = fileURLToPath(new URL('../../../shared/docs/seed-article.txt', import.meta.url))

const screener = await loadScreener(WORDLISTS)

describe.skipIf(!existsSync(ARTICLE))(`the portal's own article (skipped without ${ARTICLE})`, () => {
  const lines = readArticle()

  test('its injected first line is refused', () => {
    expect(screener.screen(lines[0] ?? '').verdict).toBe('block')
  })

  test('not one of its own lines or sentences is held', () => {
    const body = lines.slice(1, lines.indexOf('網友評論'))
    const pieces = body.flatMap((line) => [line, ...line.split(/(?<=[。！？；])/)])
    expect(pieces.length).toBeGreaterThan(80)
    expect(pieces.filter((piece) => screener.screen(piece).verdict !== 'pass')).toEqual([])
  })

  test('its footer, with the telephone number of its office, is not refused', () => {
    const footer = lines.slice(lines.indexOf('網友評論'))
    expect(footer.filter((line) => screener.screen(line).verdict === 'block')).toEqual([])
  })
})

describe.each(['train/newstitles.jsonl', 'dev/reviews.jsonl'])('the benign texts of %s', (file) => {
  const path = `${DATA}/${file}`

  test.skipIf(!existsSync(path))(`at most 0.5 % are held and 0.02 % refused (skipped without ${path})`, () => {
    const texts = readTexts(path)
    const count = (wanted: Verdict): number => texts.filter((text) => screener.screen(text).verdict === wanted).length
    expect(texts.length).toBeGreaterThan(5000)
    expect(count('hold') / texts.length).toBeLessThanOrEqual(0.005)
    expect(count('block') / texts.length).toBeLessThanOrEqual(0.0002)
  })
})

// The shares reached, less three or four of the 180 sentences.
const SURVIVING: Readonly<Record<string, number>> = {
  homophone: 0.86,
  pinyin_initial: 0.87,
  pinyin: 0.86,
  split: 0.95,
  radical: 0.87,
  traditional: 0.99,
  swap: 0.83,
  emoji: 0.93,
}

describe('a sentence that is hit is hit under its disguise too', () => {
  const path = `${DATA}/dev/cntp.jsonl`
  const rows = existsSync(path) ? readRows(path) : []

  test.skipIf(rows.length === 0).each(Object.entries(SURVIVING))(`%s (skipped without ${path})`, (kind, floor) => {
    const isHit = (text: string): boolean => screener.screen(text).evidence.hits.length > 0
    const hit = rows.filter(
      ({ perturbation, original }) => perturbation === kind && original !== undefined && isHit(original),
    )
    expect(hit.length).toBeGreaterThan(40)
    expect(hit.filter(({ text }) => isHit(text)).length / hit.length).toBeGreaterThanOrEqual(floor)
  })
})

describe('spam is held or refused', () => {
  const share = (file: string, isWanted: (label: string) => boolean): number => {
    const wanted = readRows(`${DATA}/dev/${file}.jsonl`).filter(({ label }) => isWanted(label))
    return wanted.filter(({ text }) => screener.screen(text).verdict !== 'pass').length / wanted.length
  }
  const isMissing = !existsSync(`${DATA}/dev/tgspam.jsonl`)

  test.skipIf(isMissing)(`76 of 100 messages of tgspam, and at most 2 of its benign (skipped without ${DATA})`, () => {
    expect(share('tgspam', (label) => label !== 'benign')).toBeGreaterThanOrEqual(0.765)
    expect(share('tgspam', (label) => label === 'benign')).toBeLessThanOrEqual(0.02)
  })

  test.skipIf(isMissing)(`69 of 100 offers of chineseharm (skipped without ${DATA})`, () => {
    const offers = ['ad_spam', 'gambling', 'fraud']
    expect(share('chineseharm', (label) => offers.includes(label))).toBeGreaterThanOrEqual(0.695)
    expect(share('chineseharm', (label) => label === 'benign')).toBe(0)
  })
})

function readArticle(): string[] {
  return existsSync(ARTICLE)
    ? readFileSync(ARTICLE, 'utf8')
        .split('\n')
        .map((line) => line.trim())
    : []
}

interface LabelledRow {
  readonly text: string
  readonly label: string
  readonly perturbation?: string
  readonly original?: string
}

function readRows(path: string): LabelledRow[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): LabelledRow => JSON.parse(line))
}

function readTexts(path: string): string[] {
  return readRows(path).map(({ text }) => text)
}
