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

function readArticle(): string[] {
  return existsSync(ARTICLE)
    ? readFileSync(ARTICLE, 'utf8')
        .split('\n')
        .map((line) => line.trim())
    : []
}

function readTexts(path: string): string[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): string => JSON.parse(line).text)
}
