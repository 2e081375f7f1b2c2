import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** Starts the screen as many times as asked and returns the seconds until each wrote its verdict on a comment. */
export async function firstVerdicts(comment: string, times: number): Promise<number[]> {
  const seconds: number[] = []
  for (let time = 0; time < times; time += 1) {
    const start = performance.now()
    const screen = spawn(process.execPath, [MAIN, 'screen', '--format', 'text'], { stdio: ['pipe', 'pipe', 'inherit'] })
    screen.stdin.end(`${comment}\n`)
    await once(screen.stdout, 'data')
    seconds.push((performance.now() - start) / 1000)
    await once(screen, 'exit')
  }
  return seconds
}
