import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { PACKAGE } from '../config.ts'
import type { Screener } from '../screening/screen.ts'
import { explanationText } from './explain-text.ts'
import { loadModel } from './load-model.ts'
import { inWords, loadScreener, type OnSkipped } from './load-screener.ts'
import { MAX_LINE_UNITS, readLines } from './read-lines.ts'
import { plainRow, type Row, readRow } from './screen-row.ts'
import { type Terminal, terminalOf } from './terminal-style.ts'

interface ScreenCommand {
  /** What follows `screen` on the command line. */
  readonly args: readonly string[]
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  readonly errors: NodeJS.WritableStream
  readonly wordlists: string
  readonly model: string
  /** What explanations are written for. */
  readonly terminal: Terminal
}

/** The command as `main` calls it. */
export function screen(args: readonly string[]): Promise<number> {
  const { stdin: input, stdout: output, stderr: errors } = process
  const { wordlists, model } = PACKAGE
  return runScreen({ args, input, output, errors, wordlists, model, terminal: terminalOf(output) })
}

const USAGE = 'Usage: screen [FILE] [--format jsonl|text] [--explain] [--skip-malformed] [--no-model]'

/**
 * Screens JSON Lines (or plain lines) from FILE or the input, one JSON line out for each, in order, and returns the
 * exit code. A row that cannot be read is named on `errors` and makes the code 1; the rows after it are screened still.
 * With `--explain` each is explained to a person instead.
 */
export async function runScreen(command: ScreenCommand): Promise<number> {
  const options = readOptions(command.args)
  if (typeof options === 'string') return fail(command, `${options}\n${USAGE}`)
  try {
    const onSkipped: OnSkipped = (line) => command.errors.write(`Skipped ${inWords(line)}.\n`)
    const [rules, model] = await Promise.all([
      loadScreener(command.wordlists, options.isSkipping ? onSkipped : undefined),
      options.isModelAsked ? loadModel(command.model) : undefined,
    ])
    const screener = rules.withModel(model)
    const input = options.file === undefined ? command.input : createReadStream(options.file)
    return await screenLines({ ...command, ...options, input, screener })
  } catch (error) {
    if (isBrokenPipe(error)) return 0
    return fail(command, sentenceOf(error, options.file))
  }
}

interface Options {
  readonly file: string | undefined
  readonly format: 'jsonl' | 'text'
  readonly explain: boolean
  /** Whether the wordlists are used without their malformed lines. */
  readonly isSkipping: boolean
  /** Whether the model is asked beside the rules. */
  readonly isModelAsked: boolean
}

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        format: { type: 'string', default: 'jsonl' },
        explain: { type: 'boolean', default: false },
        'skip-malformed': { type: 'boolean', default: false },
        'no-model': { type: 'boolean', default: false },
      },
      allowPositionals: true,
    })
    if (positionals.length > 1) return `One file at a time, not ${positionals.length}.`
    if (values.format !== 'jsonl' && values.format !== 'text')
      return `The format is jsonl or text, not ${values.format}.`
    const file = positionals[0] === '-' ? undefined : positionals[0]
    return {
      file,
      format: values.format,
      explain: values.explain,
      isSkipping: values['skip-malformed'],
      isModelAsked: !values['no-model'],
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

interface Work extends ScreenCommand, Options {
  readonly screener: Screener
}

async function screenLines(work: Work): Promise<number> {
  const { input, output, errors, format } = work
  const write = createWriter(output)
  let unread = 0
  let line = 0
  for await (const lines of readLines(input)) {
    let answers = ''
    for (const text of lines) {
      line += 1
      if (format === 'jsonl' && text?.trim() === '') continue
      const read = text === null ? TOO_LONG : format === 'text' ? plainRow(text, line) : readRow(text, line)
      if (read.ok) {
        answers += answer(work, read.row, line)
      } else {
        unread += 1
        errors.write(`Line ${line}: ${read.reason}\n`)
      }
    }
    await write(answers)
  }
  if (unread === 0) return 0
  errors.write(`${unread} of ${line} lines could not be read and have no verdict.\n`)
  return 1
}

const TOO_LONG = {
  ok: false as const,
  reason: `it is longer than ${MAX_LINE_UNITS.toLocaleString('en')} characters, which no comment is.`,
}

function answer({ screener, explain, terminal }: Work, { id, text }: Row, line: number): string {
  if (explain) return explanationText(screener.explain(text), nameOf(id, line), terminal)
  const { verdict, category, risk, evidence } = screener.screen(text)
  const hits = evidence.hits.map((hit) => {
    return { rule: hit.rule, entry: hit.entry, category: hit.category, start: hit.start, end: hit.end, text: hit.text }
  })
  const said = JSON.stringify({ verdict, category, risk, hits, findings: evidence.findings })
  return `{"id":${id},${said.slice(1)}\n`
}

function nameOf(id: string, line: number): string {
  return id === JSON.stringify(String(line)) ? `line ${line}` : `line ${line}, id ${id}`
}

/** Returns a write that resolves when the output takes more, and rejects when it is gone. */
function createWriter(output: NodeJS.WritableStream): (chunk: string) => Promise<void> {
  let broken: unknown
  let wake = (): void => undefined
  output.on('error', (error) => {
    broken = error
    wake()
  })
  output.on('drain', () => wake())
  return async (chunk) => {
    if (broken === undefined && chunk !== '' && !output.write(chunk)) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (broken !== undefined) throw broken
  }
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

function sentenceOf(error: unknown, file: string | undefined): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (file !== undefined && code === 'ENOENT') return `There is no file ${file}. Give the path of a JSON Lines file.`
  if (file !== undefined && code === 'EISDIR') return `${file} is a folder. Give the path of a JSON Lines file.`
  if (file !== undefined && code === 'EACCES') return `${file} may not be read. Check its permissions.`
  return error.message
}

function fail({ errors }: ScreenCommand, sentence: string): number {
  errors.write(`${sentence}\n`)
  return 1
}
