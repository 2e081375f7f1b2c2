import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { judge } from '../../src/cli/eval/judge.ts'
import { readSets } from '../../src/cli/labelled-sets.ts'
import { loadModel } from '../../src/cli/load-model.ts'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { PACKAGE } from '../../src/config.ts'
import { measureSet, type SetFigures } from '../../src/screening/classifier/measures/measure-set.ts'
import { WORDLISTS } from './lists.ts'

const DATA = process.env['YUEPING_CORPORA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const CARD = fileURLToPath(new URL('../../docs/model-card.md', import.meta.url))

const model = await loadModel(PACKAGE.model)
const screener = (await loadScreener(WORDLISTS)).withModel(model)

test('the model card is of the model that is shipped', () => {
  expect(readFileSync(CARD, 'utf8')).toContain(`\`${model.version}\``)
})

// What a model must be worth to be shipped: a little below what the card says of this one.
const FLOORS: Readonly<Record<string, (figures: SetFigures) => void>> = {
  chineseharm: ({ agreement, good }) => {
    expect(agreement?.macroF1).toBeGreaterThanOrEqual(0.78)
    expect(good.held).toBeLessThanOrEqual(0.02)
  },
  cold: ({ agreement }) => expect(agreement?.accuracy).toBeGreaterThanOrEqual(0.85),
  tgspam: ({ ranking, agreement }) => {
    expect(ranking?.auc).toBeGreaterThanOrEqual(0.93)
    expect(agreement?.accuracy).toBeGreaterThanOrEqual(0.88)
  },
  reviews: ({ good }) => {
    expect(good.held).toBeLessThanOrEqual(0.02)
    expect(good.blocked).toBeLessThanOrEqual(0.0002)
  },
}

describe.each(Object.entries(FLOORS))('rules and model on %s', (name, expectFloors) => {
  const path = `${DATA}/dev/${name}.jsonl`

  test.skipIf(!existsSync(path))(`are worth what is wanted of them (skipped without ${path})`, async () => {
    const [set] = await readSets([path])
    expect(set?.rows.length).toBeGreaterThan(2000)
    const judged = set?.rows.map((row) => judge(row, screener)) ?? []
    expectFloors(measureSet(name, judged))
  })
})

describe('comments under news', () => {
  const path = `${DATA}/traffic/`

  test.skipIf(!existsSync(path))(
    `are seldom held and never refused for what the model says (skipped without ${path})`,
    async () => {
      const sets = await readSets([path])
      const rows = sets.flatMap((set) => set.rows).filter((_, at) => at % 10 === 0)
      expect(rows.length).toBeGreaterThan(10_000)
      const verdicts = rows.map(({ text }) => screener.screen(text).verdict)
      const share = (wanted: string): number => verdicts.filter((verdict) => verdict === wanted).length / rows.length
      expect(share('hold')).toBeLessThanOrEqual(0.027)
      expect(share('block')).toBeLessThanOrEqual(0.0001)
    },
  )
})
