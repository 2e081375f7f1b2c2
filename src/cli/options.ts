import { type ParseArgsConfig, parseArgs } from 'node:util'
import { CommandError } from '../command-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Parses a command's arguments; an unknown option or a wrong number of words, where one is expected, is a `CommandError`. */
export function parseOptions<Known extends Options>(
  args: readonly string[],
  expected: { readonly options: Known; readonly positionals?: number },
) {
  const parsed = parse(args, expected.options)
  if (expected.positionals !== undefined && parsed.positionals.length !== expected.positionals) {
    throw new CommandError(`Wrong arguments: ${args.join(' ') || 'none'}. ${SEE_HELP}`)
  }
  return parsed
}

/** Reads a whole number within bounds, or `undefined` for an absent option. */
export function parseCount(name: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined
  const count = /^\d+$/.test(value) ? Number(value) : 0
  if (count >= 1 && count <= most) return count
  throw new CommandError(`--${name} must be a whole number from 1 to ${most}, not "${value}".`)
}

const SEE_HELP = '"node dist/main.js help" shows how it is written.'

function parse<Known extends Options>(args: readonly string[], options: Known) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    throw new CommandError(`${message.replace(/\.$/, '')}. ${SEE_HELP}`)
  }
}
