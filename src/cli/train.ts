import { CommandError } from '../command-error.ts'
import { PACKAGE } from '../config.ts'
import { pickTelling } from '../screening/classifier/calibrate.ts'
import { crossValidate } from '../screening/classifier/cross-validate.ts'
import { fitWeights } from '../screening/classifier/fit.ts'
import type { Model } from '../screening/classifier/model.ts'
import { encodeModel } from '../screening/classifier/model-file.ts'
import { quantize } from '../screening/classifier/quantize.ts'
import { seededRandom } from '../screening/classifier/random.ts'
import { thresholdsWithin } from '../screening/classifier/thresholds.ts'
import { FIRST_POLICY } from '../screening/policy.ts'
import { formatReliability } from './category-reliability.ts'
import type { Interruption } from './command.ts'
import { formatFigures } from './eval/tables.ts'
import { loadScreener } from './load-screener.ts'
import { parseCount, parseOptions } from './options.ts'
import { prepareOutput } from './output-file.ts'
import { formatThresholds } from './threshold-tables.ts'
import { calibrateBoth, type HeldOutText, heldOutFigures, toWeighedTexts, weighHeldOut } from './train-figures.ts'
import { makeExamples, readNamedRows } from './training-examples.ts'

interface TrainCommand {
  /** What follows `train` on the command line. */
  readonly args: readonly string[]
  readonly output: NodeJS.WritableStream
  /** Where it says what it is doing. */
  readonly errors: NodeJS.WritableStream
  readonly wordlists: string
  /** Milliseconds that only go forward. */
  readonly clock: () => number
}

/** The command as `main` calls it; with `--from-decisions` it learns from a site's moderators instead of from files. */
export async function train(args: readonly string[], watch: () => Interruption): Promise<number> {
  if (args.includes('--from-decisions')) {
    return (await import('./train-from-decisions.ts')).trainFromDecisions(args, watch)
  }
  const clock = (): number => performance.now()
  return runTrain({ args, output: process.stdout, errors: process.stderr, wordlists: PACKAGE.wordlists, clock })
}

// So many buckets stay in the cache nearest to a core, beside half a megabyte of character pairs; half as many more make
// COLD four thousandths better, and the model twice as slow.
const BUCKETS = 160_000
const RATE = 0.3
const DECAY = 4e-4

/**
 * `train PATH … --out FILE [--folds N] [--epochs N] [--seed N] [--buckets N] [--no-seed-corpus]`: fits a model on the
 * labelled rows of the paths and the seed corpus, calibrates it and finds its thresholds on texts that it had not seen,
 * prints the figures of those, and writes the file.
 */
export async function runTrain({ args, output, errors, wordlists, clock }: TrainCommand): Promise<number> {
  const { values, positionals } = parseOptions(args, { options: OPTIONS })
  if (positionals.length === 0) throw new CommandError('Give the path of a file of labelled comments, or of a folder.')
  if (values.out === undefined) throw new CommandError('Say where the model goes: --out FILE.')
  const folds = parseCount('folds', values.folds, 20) ?? 3
  const epochs = parseCount('epochs', values.epochs, 50) ?? 5
  const seed = parseCount('seed', values.seed, 2 ** 31 - 1) ?? 1
  const buckets = parseCount('buckets', values.buckets, BUCKETS) ?? BUCKETS
  const out = await prepareOutput(values.out)
  const from = clock()
  const say = (what: string): void => {
    errors.write(`${((clock() - from) / 1000).toFixed(1).padStart(6)} s  ${what}\n`)
  }
  const { rows, leftOut } = await readNamedRows(positionals)
  for (const [label, count] of leftOut) say(`left out: ${count} rows ${label}, which the model does not learn`)
  if (rows.length === 0) throw new CommandError('None of the rows has a label that the model knows.')
  const random = seededRandom(seed)
  const screener = await loadScreener(wordlists)
  const { examples, speller, known } = makeExamples(rows, { screener, random, hasSeeds: !values['no-seed-corpus'] })
  say(`${rows.length} rows, ${examples.length} texts with those made from them and the seed corpus`)
  const onEpoch = (epoch: number, loss: number): void => say(`  epoch ${epoch}, loss ${loss.toFixed(4)}`)
  const options = { buckets, epochs, rate: RATE, decay: DECAY, random, onEpoch }
  const onFold = (fold: number): void => say(`fold ${fold} of ${folds}`)
  const heldOut = folds === 1 ? [] : crossValidate(examples, folds, { ...options, onFold })
  const found = findRouting(heldOut, output)
  say('all rows')
  const file = encodeModel({ ...quantize(fitWeights(examples, options)), speller, known, ...found })
  await out.write(file)
  say(`${values.out}: ${file.length} bytes`)
  return 0
}

/** Calibrates on what was held out, finds the thresholds that keep the policy's limits on it, and prints its figures. */
function findRouting(
  heldOut: readonly HeldOutText[],
  output: NodeJS.WritableStream,
): Pick<Model, 'calibration' | 'joint' | 'thresholds'> {
  const telling = pickTelling(heldOut)
  const answers = weighHeldOut(telling)
  const weighed = toWeighedTexts(answers)
  const { constraints } = FIRST_POLICY
  const pre = thresholdsWithin(weighed, constraints.pre)
  // To find them takes half a minute, and a policy may have the same limits for both.
  const human = constraints.human === constraints.pre ? pre : thresholdsWithin(weighed, constraints.human)
  const thresholds = { pre, human }
  if (answers.length > 0) {
    output.write(`${formatFigures(heldOutFigures(answers, thresholds.pre))}\n`)
    output.write(`${formatReliability(answers)}\n`)
    output.write(formatThresholds(thresholds, weighed, constraints))
  }
  return { ...calibrateBoth(telling), thresholds }
}

const OPTIONS = {
  out: { type: 'string' },
  folds: { type: 'string' },
  epochs: { type: 'string' },
  seed: { type: 'string' },
  buckets: { type: 'string' },
  'no-seed-corpus': { type: 'boolean', default: false },
} as const
