#!/usr/bin/env node
import type { Command, Interruption } from './cli/command.ts'
import { CommandError } from './command-error.ts'

/** Loaded on demand: `screen` must not wait for the parts that only the service needs. */
const COMMANDS = new Map<string, () => Promise<Command>>([
  ['serve', async () => (await import('./cli/serve.ts')).serve],
  ['screen', async () => (await import('./cli/screen.ts')).screen],
  ['wordlists', async () => (await import('./cli/wordlists.ts')).wordlists],
  ['eval', async () => (await import('./cli/eval.ts')).evaluate],
  ['train', async () => (await import('./cli/train.ts')).train],
  ['model', async () => (await import('./cli/model.ts')).model],
  ['rescan', async () => (await import('./cli/rescan.ts')).rescan],
  ['migrate', async () => (await import('./cli/migrate.ts')).migrate],
  ['site', async () => (await import('./cli/site.ts')).site],
  ['user', async () => (await import('./cli/user.ts')).user],
  ['demo-traffic', async () => (await import('./cli/demo-traffic.ts')).demoTraffic],
  ['help', async () => (await import('./cli/help.ts')).help],
  ['version', async () => (await import('./cli/help.ts')).version],
])

const ALIASES = new Map([
  ['-h', 'help'],
  ['--help', 'help'],
  ['-v', 'version'],
  ['--version', 'version'],
])

/** Under npm one Ctrl-C reaches us twice: from the terminal and from npm. */
const SAME_KEYSTROKE_MS = 500
/** A handle left open must not keep a finished command alive. */
const LINGER_MS = 3000
/** An error that nobody awaits stops the service in order; a command that cannot be stopped ends here. */
const FAULT_MS = 20_000

let fault: unknown
try {
  process.exitCode = await run(process.argv.slice(2))
  if (fault !== undefined) throw fault
} catch (error) {
  process.exitCode = 1
  await explain(error)
}
setTimeout(() => process.exit(), LINGER_MS).unref()

async function run([name = 'help', ...args]: string[]): Promise<number> {
  const load = COMMANDS.get(ALIASES.get(name) ?? name)
  if (!load) throw new CommandError(`There is no command "${name}". "node dist/main.js help" lists the commands.`)
  const isHelpAsked = args.includes('--help') || args.includes('-h')
  const command = isHelpAsked ? (await import('./cli/help.ts')).help : await load()
  return (await command(isHelpAsked ? [name] : args, watchInterruption)) ?? 0
}

/** The first signal asks to finish what is under way, a later one to drop it, the next ends the process where it is. */
function watchInterruption(): Interruption {
  const stop = new AbortController()
  const hurry = new AbortController()
  let lastAt = Number.NEGATIVE_INFINITY
  const onSignal = () => {
    const isEcho = performance.now() - lastAt < SAME_KEYSTROKE_MS
    lastAt = performance.now()
    if (!stop.signal.aborted) stop.abort()
    else if (isEcho) return
    else if (!hurry.signal.aborted) hurry.abort()
    else process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  process.on('uncaughtException', (error) => {
    fault ??= error
    stop.abort()
    setTimeout(() => process.exit(1), FAULT_MS).unref()
  })
  return { stop: stop.signal, hurry: hurry.signal }
}

async function explain(error: unknown): Promise<void> {
  if (error instanceof CommandError) {
    process.stderr.write(`${error.message}\n`)
    return
  }
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`Unexpected error: ${message}\nRun it again with LOG_LEVEL=debug to see where it came from.\n`)
  const { createLog } = await import('./cli/log.ts')
  createLog().debug({ err: error }, 'unexpected error')
}
