import { PACKAGE } from '../config.ts'
import { runScreen } from './screen.ts'

/** `screen` on the standard streams, with the package's wordlists. */
export function screen(args: readonly string[]): Promise<number> {
  const { stdin: input, stdout: output, stderr: errors } = process
  return runScreen({ args, input, output, errors, wordlists: PACKAGE.wordlists })
}
