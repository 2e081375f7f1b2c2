import { group, type Tally } from './traffic-tally.ts'

const TERMINAL_EVERY_MS = 200
const PLAIN_EVERY_MS = 5000
const BAR_CELLS = 30

interface Output {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Shows how far the replay is: one line that redraws itself on a terminal, a line now and then elsewhere. */
export function startProgress(tally: Tally, total: number, output: Output): () => void {
  const startedAt = performance.now()
  const draw = () => {
    const line = describe(tally, total, (performance.now() - startedAt) / 1000)
    output.write(output.isTTY ? `\r\u001b[2K${line}` : `${line}\n`)
  }
  const timer = setInterval(draw, output.isTTY ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS)
  return () => {
    clearInterval(timer)
    draw()
    if (output.isTTY) output.write('\n')
  }
}

function describe(tally: Tally, total: number, seconds: number): string {
  const { sent, counts } = tally
  const share = total === 0 ? 1 : sent / total
  const filled = Math.floor(share * BAR_CELLS)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_CELLS - filled)}`
  const pace = seconds > 0 ? Math.round(sent / seconds) : 0
  const outcomes = `passed ${group(counts.passed)}  held ${group(counts.held)}  blocked ${group(counts.blocked)}`
  return `${bar} ${Math.floor(share * 100)} %  ${group(sent)}/${group(total)}  ${group(pace)}/s  ${outcomes}`
}
