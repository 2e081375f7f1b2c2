import { CommandError } from '../command-error.ts'
import { PACKAGE } from '../config.ts'
import { measureSet, type SetFigures } from '../screening/classifier/measures/measure-set.ts'
import type { Screener } from '../screening/screen.ts'
import { writeJson } from './eval/json.ts'
import { judge } from './eval/judge.ts'
import type { Origin } from './eval/origin.ts'
import { writeReport } from './eval/report.ts'
import { formatFigures } from './eval/tables.ts'
import { readSets } from './labelled-sets.ts'
import { loadModel } from './load-model.ts'
import { loadScreener } from './load-screener.ts'
import { parseOptions } from './options.ts'
import { prepareOutput } from './output-file.ts'

interface EvalCommand {
  /** What follows `eval` on the command line. */
  readonly args: readonly string[]
  readonly output: NodeJS.WritableStream
  /** Where it says what it is doing. */
  readonly errors: NodeJS.WritableStream
  readonly wordlists: string
  readonly model: string
  /** When it is measured. */
  readonly now: Date
}

/** The command as `main` calls it. */
export function evaluate(args: readonly string[]): Promise<number> {
  return runEval({
    args,
    output: process.stdout,
    errors: process.stderr,
    wordlists: PACKAGE.wordlists,
    model: PACKAGE.model,
    now: new Date(),
  })
}

/**
 * `eval PATH … [--model FILE | --no-model] [--html FILE] [--json]`: screens labelled comments and measures the answers, set by set.
 * A path is a file of JSON Lines or a folder of them; a file is a set, and files without labels in one folder are one.
 */
export async function runEval({ args, output, errors, wordlists, model: shipped, now }: EvalCommand): Promise<number> {
  const { values, positionals: paths } = parseOptions(args, { options: OPTIONS })
  if (paths.length === 0) throw new CommandError('Give the path of a file of labelled comments, or of a folder.')
  if (values['no-model'] && values.model !== undefined) {
    throw new CommandError('Give --model FILE or --no-model, not both.')
  }
  const html = values.html === undefined ? undefined : await prepareOutput(values.html)
  const model = values['no-model'] ? undefined : await loadModel(values.model ?? shipped)
  const sets = await readSets(paths)
  const screener = (await loadScreener(wordlists)).withModel(model)
  const figures = sets.map(({ name, rows }): SetFigures => {
    errors.write(`${name}: ${rows.length} texts\n`)
    return measureSet(
      name,
      rows.map((row) => judge(row, screener)),
    )
  })
  const origin = { at: now, paths, versions: versionsOf(screener) }
  output.write(values.json ? writeJson(figures, origin) : formatFigures(figures))
  if (html) {
    await html.write(writeReport(figures, origin))
    errors.write(`Report: ${values.html}\n`)
  }
  return 0
}

const OPTIONS = {
  'no-model': { type: 'boolean', default: false },
  model: { type: 'string' },
  html: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

function versionsOf({ lexiconVersion, policyVersion, modelVersion }: Screener): Origin['versions'] {
  return { wordlists: lexiconVersion, policy: policyVersion, model: modelVersion }
}
