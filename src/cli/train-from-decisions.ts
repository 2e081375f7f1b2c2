import { CommandError } from '../command-error.ts'
import { PACKAGE, readConfig } from '../config.ts'
import { BENIGN } from '../screening/classifier/measures/judged.ts'
import { type WeightedFigures, weightedFigures } from '../screening/classifier/measures/weighted-figures.ts'
import type { Model } from '../screening/classifier/model.ts'
import { decodeModel, encodeModel } from '../screening/classifier/model-file.ts'
import type { Screener } from '../screening/screen.ts'
import type { Db } from '../storage/database.ts'
import { listDecidedComments } from '../storage/decided-comments.ts'
import { migrateToLatest } from '../storage/migrate.ts'
import { listModels, storeCandidate } from '../storage/models.ts'
import { readModel } from '../storage/read-model.ts'
import type { Interruption } from './command.ts'
import { classNameOf, type DecidedRow, toRows } from './decided-rows.ts'
import { distinctComments } from './distinct-comments.ts'
import { judge } from './eval/judge.ts'
import { fitToDecisions } from './fit-to-decisions.ts'
import { loadModel } from './load-model.ts'
import { loadScreener } from './load-screener.ts'
import { openDatabaseBeside } from './open-database.ts'
import { parseOptions } from './options.ts'
import { pickSite } from './pick-site.ts'

/** `train --from-decisions [--site ID]`: fits a candidate to a site's decisions and stores it; it has no effect yet. */
export async function trainFromDecisions(args: readonly string[], watch: () => Interruption): Promise<number> {
  const { values } = parseOptions(args, {
    options: { 'from-decisions': { type: 'boolean' }, site: { type: 'string' } },
    positionals: 0,
  })
  const screener = await loadScreener(PACKAGE.wordlists)
  const shipped = await loadModel(PACKAGE.model)
  const { stop } = watch()
  const { db, close } = await openDatabaseBeside(readConfig())
  try {
    await migrateToLatest(db, PACKAGE.migrations)
    const { id: siteId } = await pickSite(db, values.site)
    const said = await fitCandidate({ db, siteId, screener, shipped, now: new Date(), stop })
    process.stdout.write(`${said ?? `${siteId}: stopped; nothing was stored`}\n`)
    return said === undefined ? 1 : 0
  } finally {
    await close()
  }
}

interface Site {
  readonly db: Db
  readonly siteId: string
  readonly screener: Screener
  readonly shipped: Model
  readonly now: Date
  /** Aborted where no candidate is wanted any more. */
  readonly stop: AbortSignal
}

// So many of the last decisions are as much as a site says of today, and are learnt within a minute.
const MOST_DECISIONS = 20_000
const FEWEST_DECISIONS = 200
/** Of what was let stand and of what was refused: from one kind alone only that kind's share is learnt. */
const FEWEST_OF_EACH = 20
// The last fifth is to be foreseen, not learnt.
const COMPARED_SHARE = 0.2

/**
 * Goes on from the shipped model over all decisions but the last fifth, compares the candidate with the model in force on
 * those, and stores it with the figures; returns what was done in words, `undefined` where it was stopped before. However
 * many nights pass and however often a text was sent, it is learnt once, or foreseen once. Thresholds stay: decisions are
 * of what was held, which says little of how often anything is so.
 */
export async function fitCandidate(site: Site): Promise<string | undefined> {
  const { db, siteId, screener, shipped, now, stop } = site
  const decided = distinctComments(await listDecidedComments(db, { siteId, limit: MOST_DECISIONS }))
  const cut = Math.round(decided.length * COMPARED_SHARE)
  const { rows: compared, leftOut: notCompared } = toRows(decided.slice(0, cut))
  const { rows: learnt, leftOut: notLearnt } = toRows(decided.slice(cut))
  refuseTooFew(compared.length + learnt.length, learnt)
  const fitted = await fitToDecisions(learnt, { shipped, screener, stop })
  if (!fitted) return undefined
  const file = encodeModel(fitted)
  const candidate = decodeModel(file)
  if (!candidate.ok) throw new Error(candidate.reason)
  const { version } = candidate.model
  const figures = {
    learnt: learnt.length,
    leftOut: notCompared + notLearnt,
    compared: compared.length,
    candidate: measure(compared, screener.withModel(candidate.model)),
    base: measure(compared, screener.withModel(await modelInForce(db, siteId, shipped))),
  }
  const isNew = await storeCandidate(db, {
    site_id: siteId,
    version,
    file: Buffer.from(file),
    base_version: shipped.version,
    lexicon_version: screener.lexiconVersion,
    figures,
    trained_at: now,
  })
  const compare = `accuracy ${shown(figures.candidate)} (before: ${shown(figures.base)}) on ${compared.length} decisions`
  return `${siteId}: ${version}${isNew ? '' : ', which was there already'}, from ${learnt.length} decisions; ${compare}`
}

function refuseTooFew(count: number, learnt: readonly DecidedRow[]): void {
  if (count < FEWEST_DECISIONS) {
    throw new CommandError(
      `${count} decisions on different texts are too few to learn from; it takes ${FEWEST_DECISIONS}.`,
    )
  }
  const stand = learnt.filter(({ label }) => label === BENIGN).length
  const refused = learnt.length - stand
  if (Math.min(stand, refused) < FEWEST_OF_EACH) {
    throw new CommandError(
      `${stand} decisions on different texts let a comment stand and ${refused} refuse one; it takes ${FEWEST_OF_EACH} of each to learn from.`,
    )
  }
}

/** As the service falls back where the active one cannot be read. */
async function modelInForce(db: Db, siteId: string, shipped: Model): Promise<Model> {
  const active = (await listModels(db, siteId)).find(({ state }) => state === 'active')
  const read = active && (await readModel(db, siteId, active.version))
  return read?.ok ? read.model : shipped
}

function measure(rows: readonly DecidedRow[], screener: Screener): WeightedFigures {
  const unknown = { topic: undefined, perturbation: undefined, original: undefined }
  return weightedFigures(
    rows.map((row) => {
      const judged = judge({ ...unknown, ...row }, screener)
      return { ...judged, label: classNameOf(row.label), answer: classNameOf(judged.answer), weight: row.weight }
    }),
  )
}

function shown({ accuracy }: WeightedFigures): string {
  return accuracy === null ? '-' : accuracy.toFixed(3)
}
