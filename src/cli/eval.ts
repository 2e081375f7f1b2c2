import { CommandError } from '../command-error.ts'
import { PACKAGE } from '../config.ts'
import { measureSet, type SetFigures } from '../screening/classifier/measures/measure-set.ts'
import type { Screener } from '../screening/screen.ts'
import { judge } from './eval/judge.ts'
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
}

/** The command as `main` calls it. */
export function evaluate(args: readonly string[]): Promise<number> {
  return runEval({
    args,
    output: process.stdout,
    errors: process.stderr,
    wordlists: PACKAGE.wordlists,
    model: PACKAGE.model,
  })
}

/**
 * `eval PATH … [--model FILE] [--no-model] [--html FILE]`: screens labelled comments and measures the answers, set by set.
 * A path is a file of JSON Lines or a folder of them; a file is a set, and files without labels in one folder are one.
 */
export async function runEval({ args, output, errors, wordlists, model: shipped }: EvalCommand): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    options: {
      'no-model': { type: 'boolean', default: false },
      model: { type: 'string', default: shipped },
      html: { type: 'string' },
    },
  })
  if (positionals.length === 0) throw new CommandError('Give the path of a file of labelled comments, or of a folder.')
  const html = values.html === undefined ? undefined : await prepareOutput(values.html)
  const model = values['no-model'] ? undefined : await loadModel(values.model)
  const sets = await readSets(positionals)
  const screener = (await loadScreener(wordlists)).withModel(model)
  const figures = sets.map(({ name, rows }): SetFigures => {
    errors.write(`${name}: ${rows.length} texts\n`)
    return measureSet(
      name,
      rows.map((row) => judge(row, screener)),
    )
  })
  output.write(formatFigures(figures))
  if (html) {
    await html.write(writeReport(figures, versionsOf(screener)))
    errors.write(`Report: ${values.html}\n`)
  }
  return 0
}

function versionsOf({ lexiconVersion, policyVersion, modelVersion }: Screener): string {
  return `wordlists ${lexiconVersion}, ${policyVersion}, ${modelVersion ? `model ${modelVersion}` : 'no model'}`
}
