import { z } from 'zod'
import type { Answer } from './traffic-client.ts'

const OUTCOMES = ['passed', 'held', 'blocked', 'throttled', 'failed'] as const

/** What became of one comment. */
export type Outcome = (typeof OUTCOMES)[number]

const OUTCOME_OF_STATUS = { published: 'passed', held: 'held', rejected: 'blocked' } as const

const Recorded = z.object({ status: z.enum(['published', 'held', 'rejected']) })
const Refused = z.object({ code: z.string() })

/** Counts answers and times them. Refusals by the pace are timed too: a client waits for them all the same. */
export class Tally {
  readonly counts: Record<Outcome, number> = { passed: 0, held: 0, blocked: 0, throttled: 0, failed: 0 }
  readonly #failures = new Map<string, number>()
  readonly #milliseconds: number[] = []

  get sent(): number {
    return OUTCOMES.reduce((sum, outcome) => sum + this.counts[outcome], 0)
  }

  add(answer: Answer): Outcome {
    const outcome = judge(answer)
    this.counts[outcome] += 1
    if ('milliseconds' in answer) this.#milliseconds.push(answer.milliseconds)
    if (outcome === 'failed') {
      const reason = describeFailure(answer)
      this.#failures.set(reason, (this.#failures.get(reason) ?? 0) + 1)
    }
    return outcome
  }

  summarize(seconds: number): string {
    const { sent } = this
    const share = (count: number) => (sent === 0 ? '' : `${((count / sent) * 100).toFixed(2).padStart(8)} %`)
    const perSecond = seconds > 0 ? Math.round(sent / seconds) : 0
    const times = this.#milliseconds.toSorted((one, other) => one - other)
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((rank) => percentile(times, rank).toFixed(1))
    const failures = [...this.#failures].map(([reason, count]) => `  ${reason}: ${group(count)}\n`)
    return [
      `sent      ${group(sent).padStart(9)}   in ${seconds.toFixed(1)} s, ${group(perSecond)} comments/s\n`,
      ...OUTCOMES.map(
        (name) => `${name.padEnd(9)} ${group(this.counts[name]).padStart(9)} ${share(this.counts[name])}\n`,
      ),
      ...failures,
      `latency   p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms\n`,
    ].join('')
  }
}

/** The smallest value that at least this share of the sorted values does not exceed; 0 of none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

export function group(count: number): string {
  return count.toLocaleString('en-US')
}

function judge(answer: Answer): Outcome {
  if (!('status' in answer)) return 'failed'
  if (answer.status === 429) return 'throttled'
  const recorded = answer.status === 201 ? Recorded.safeParse(answer.body) : undefined
  return recorded?.success ? OUTCOME_OF_STATUS[recorded.data.status] : 'failed'
}

function describeFailure(answer: Answer): string {
  if (!('status' in answer)) return answer.failure
  const refused = Refused.safeParse(answer.body)
  return refused.success ? `${answer.status} ${refused.data.code}` : `${answer.status}`
}
