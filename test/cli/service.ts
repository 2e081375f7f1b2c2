import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** A command that ended. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A command that runs; the test's end ends it too, with its PostgreSQL. */
export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  readonly out: () => string
}

export interface Service extends Running {
  readonly origin: string
  readonly firstPassword: string | undefined
}

type Variables = Readonly<Record<string, string>>

/** An empty folder for YUEPING_DATA; whatever still serves it is stopped when the test is over. */
export async function createDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yueping-cli-'))
  onTestFinished(async () => {
    const pid = await findPostmasterPid(folder)
    if (pid !== undefined) {
      process.kill(pid, 'SIGQUIT')
      await until(async () => (await findPostmasterPid(folder)) === undefined)
    }
    await rm(folder, { recursive: true, force: true })
  })
  return folder
}

/** Runs the built program with nothing of this process's environment that configures it. */
export function run(args: readonly string[], variables: Variables): Running {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables }
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = once(child, 'close').then(([code]): Ended => ({ code, out, err }))
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  return { child, ended, out: () => out }
}

/** Starts the service on a free port and returns once it has said where it is. */
export async function startService(variables: Variables): Promise<Service> {
  const running = run(['serve'], { PORT: '0', ...variables })
  let isOver = false
  void running.ended.then(() => {
    isOver = true
  })
  await until(async () => isOver || running.out().includes('Ctrl-C'))
  const origin = /http:\/\/localhost:\d+/.exec(running.out())?.[0]
  if (origin === undefined) throw new Error(`the service did not start: ${(await running.ended).err}`)
  return { ...running, origin, firstPassword: /one-time password\s+(\S+)/.exec(running.out())?.[1] }
}

/** Waits for a condition; the test's own time limit is the limit. */
export async function until(isMet: () => Promise<boolean>): Promise<void> {
  while (!(await isMet())) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** The server of a data folder, if one is alive. */
export async function findPostmasterPid(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  if (!(pid > 0)) return undefined
  try {
    process.kill(pid, 0)
    return pid
  } catch {
    return undefined
  }
}

/** Tokens of the demo portal for these names. */
export async function fetchTokens(origin: string, names: readonly string[]): Promise<string[]> {
  const answer = await fetch(`${origin}/demo/tokens`, json({ names }, { origin }))
  const { tokens } = (await answer.json()) as { tokens: string[] }
  return tokens
}

/** The options of a POST with a JSON body. */
export function json(body: object, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
}
