import { CommandError } from '../command-error.ts'
import { PACKAGE, readConfig } from '../config.ts'
import { classOf, hatredOf } from '../screening/classifier/classes.ts'
import { disguiseText } from '../screening/classifier/disguise-text.ts'
import { type Example, fitWeights } from '../screening/classifier/fit.ts'
import { weightedFigures } from '../screening/classifier/measures/weighted-figures.ts'
import type { Model } from '../screening/classifier/model.ts'
import { decodeModel, encodeModel } from '../screening/classifier/model-file.ts'
import { dequantize, quantize } from '../screening/classifier/quantize.ts'
import { seededRandom } from '../screening/classifier/random.ts'
import type { Screener } from '../screening/screen.ts'
import type { Db } from '../storage/database.ts'
import { listDecidedComments } from '../storage/decided-comments.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import { findModelFile, listModels, storeCandidate } from '../storage/models.ts'
import type { RoutingFigures } from '../storage/schema.ts'
import { featuresOfComment } from './comment-features.ts'
import { classNameOf, type DecidedRow, toRows } from './decided-rows.ts'
import { judge } from './eval/judge.ts'
import { loadModel } from './load-model.ts'
import { loadScreener } from './load-screener.ts'
import { openDatabaseBeside } from './open-database.ts'
import { parseOptions } from './options.ts'
import { pickSite } from './pick-site.ts'

/** `train --from-decisions [--site ID]`: fits a candidate to a site's decisions and stores it; it has no effect yet. */
export async function trainFromDecisions(args: readonly string[]): Promise<number> {
  const { values } = parseOptions(args, {
    options: { 'from-decisions': { type: 'boolean' }, site: { type: 'string' } },
    positionals: 0,
  })
  const screener = await loadScreener(PACKAGE.wordlists)
  const shipped = await loadModel(PACKAGE.model)
  const { db, close } = await openDatabaseBeside(readConfig())
  try {
    await migrateToLatest(db, PACKAGE.migrations)
    const { id: siteId } = await pickSite(db, values.site)
    process.stdout.write(`${await fitCandidate({ db, siteId, screener, shipped, now: new Date() })}\n`)
    return 0
  } finally {
    await close()
  }
}

interface Site {
  readonly db: Db
  readonly siteId: string
  readonly screener: Screener
  /** The model that is in force where the site has none of its own. */
  readonly shipped: Model
  readonly now: Date
}

// So many of the last decisions are as much as a site says of today.
const MOST_DECISIONS = 50_000
const FEWEST_DECISIONS = 200
// The last fifth is to be foreseen, not learnt.
const COMPARED_SHARE = 0.2

/**
 * Goes on from the model that is in force, over all decisions but the last fifth, compares both on those, and stores the
 * candidate with the figures; returns what was done in words. Calibration and thresholds stay: decisions are of what was
 * held, which says little of how often anything is so.
 */
export async function fitCandidate({ db, siteId, screener, shipped, now }: Site): Promise<string> {
  const { rows, leftOut } = toRows(await listDecidedComments(db, { siteId, limit: MOST_DECISIONS }))
  if (rows.length < FEWEST_DECISIONS) {
    throw new CommandError(`${rows.length} decisions are too few to learn from; it takes ${FEWEST_DECISIONS}.`)
  }
  const base = await modelInForce(db, siteId, shipped)
  const compared = rows.slice(0, Math.round(rows.length * COMPARED_SHARE))
  const learnt = rows.slice(compared.length)
  const file = encodeModel({ ...base, ...goOn(base, learnt, screener) })
  const candidate = decodeModel(file)
  if (!candidate.ok) throw new Error(candidate.reason)
  const { version } = candidate.model
  const figures = {
    learnt: learnt.length,
    leftOut,
    compared: compared.length,
    candidate: measure(compared, screener.withModel(candidate.model)),
    base: measure(compared, screener.withModel(base)),
  }
  const isNew = await storeCandidate(db, {
    site_id: siteId,
    version,
    file: Buffer.from(file),
    base_version: base.version,
    lexicon_version: screener.lexiconVersion,
    figures,
    trained_at: now,
  })
  const compare = `accuracy ${shown(figures.candidate)} (before: ${shown(figures.base)}) on ${compared.length} decisions`
  return `${siteId}: ${version}${isNew ? '' : ', which was there already'}, from ${learnt.length} decisions; ${compare}`
}

async function modelInForce(db: Db, siteId: string, shipped: Model): Promise<Model> {
  const active = (await listModels(db, siteId)).find(({ state }) => state === 'active')
  const file = active && (await findModelFile(db, siteId, active.version))
  const decoded = file && decodeModel(file)
  return decoded?.ok ? decoded.model : shipped
}

// A tenth of the pace at which the base was learnt: what a site decides corrects, it does not begin anew.
const RATE = 0.03
const DECAY = 0
const EPOCHS = 3
const HIDDEN_WEIGHT = 0.5

function goOn(base: Model, rows: readonly DecidedRow[], screener: Screener): ReturnType<typeof quantize> {
  const random = seededRandom(1)
  const examples = rows.flatMap(({ text, label, weight }): readonly Example[] => {
    const make = (read: string, counts: number): Example => ({
      features: featuresOfComment(read, screener.screen(read), base.speller),
      target: classOf(label) ?? -1,
      hatred: hatredOf(label),
      weight: counts,
    })
    const own = make(text, weight)
    return label === 'benign' ? [own] : [own, make(disguiseText(text, random), weight * HIDDEN_WEIGHT)]
  })
  const { buckets } = base
  const start = dequantize(base)
  return quantize(fitWeights(examples, { buckets, epochs: EPOCHS, rate: RATE, decay: DECAY, random, start }))
}

function measure(rows: readonly DecidedRow[], screener: Screener): RoutingFigures {
  const unknown = { topic: undefined, perturbation: undefined, original: undefined }
  return weightedFigures(
    rows.map((row) => {
      const judged = judge({ ...unknown, ...row }, screener)
      return { ...judged, label: classNameOf(row.label), answer: classNameOf(judged.answer), weight: row.weight }
    }),
  )
}

function shown({ accuracy }: RoutingFigures): string {
  return accuracy === null ? '-' : accuracy.toFixed(3)
}
