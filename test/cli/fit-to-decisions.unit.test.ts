import { beforeAll, expect, test } from 'vitest'
import type { DecidedRow } from '../../src/cli/decided-rows.ts'
import { fitToDecisions } from '../../src/cli/fit-to-decisions.ts'
import { loadModel } from '../../src/cli/load-model.ts'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { PACKAGE } from '../../src/config.ts'
import type { Model } from '../../src/screening/classifier/model.ts'
import { decodeModel, encodeModel } from '../../src/screening/classifier/model-file.ts'
import { seededRandom } from '../../src/screening/classifier/random.ts'
import { SEED_GRAMMARS } from '../../src/screening/classifier/seed/all.ts'
import { writeSeed } from '../../src/screening/classifier/seed/grammar.ts'
import type { Screener } from '../../src/screening/screen.ts'
import { WORDLISTS } from '../screening/lists.ts'

let screener: Screener
let shipped: Model
beforeAll(async () => {
  screener = await loadScreener(WORDLISTS)
  shipped = await loadModel(PACKAGE.model)
})

/** Sentences as the seed corpus writes them, none of those that are learnt beside the decisions. */
function sentences(isWanted: (label: string) => boolean, each: number, seed: number): readonly DecidedRow[] {
  const random = seededRandom(seed)
  return SEED_GRAMMARS.flatMap(({ grammar }) =>
    isWanted(grammar.label)
      ? Array.from({ length: each }, () => ({ text: writeSeed(grammar, random).text, label: grammar.label, weight: 1 }))
      : [],
  )
}

const isBenign = (label: string) => label === 'benign'

function stoppedShare(model: Model, rows: readonly DecidedRow[]): number {
  const asked = screener.withModel(model)
  return rows.filter(({ text }) => asked.screen(text).verdict !== 'pass').length / rows.length
}

test('a site that meets one kind of comment leaves the model what it knew of all others', async () => {
  const ads = sentences((label) => ['ad_spam', 'fraud'].includes(label), 300, 5)
  const doubtful = sentences(isBenign, 40, 6).map((row, at) => (at % 2 === 0 ? row : { ...row, label: 'ad_spam' }))
  const stop = new AbortController().signal
  const fitted = await fitToDecisions([...ads, ...doubtful], { shipped, screener, stop })
  const decoded = decodeModel(encodeModel(fitted!))
  if (!decoded.ok) throw new Error(decoded.reason)
  const good = sentences(isBenign, 100, 7)
  const bad = sentences((label) => !isBenign(label), 60, 8)
  expect(stoppedShare(decoded.model, good)).toBeLessThan(stoppedShare(shipped, good) + 0.02)
  expect(stoppedShare(decoded.model, bad)).toBeGreaterThan(stoppedShare(shipped, bad) - 0.02)
})
