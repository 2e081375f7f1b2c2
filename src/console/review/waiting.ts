import type { QueueView } from '../../http/moderator/schemas.ts'
import type { Counts } from './review-state.ts'

export type QueueCount = QueueView['queues'][number]

/** A queue as it stands some time after it was counted: what waits grows older meanwhile. */
export function agedBy(counted: QueueCount, seconds: number): QueueCount {
  const later = (value: number | null, step: number) => (value === null ? null : value + step)
  return {
    ...counted,
    oldestSeconds: later(counted.oldestSeconds, seconds),
    p95Seconds: later(counted.p95Seconds, seconds),
    secondsLeft: later(counted.secondsLeft, -seconds),
  }
}

/** Every queue as it stands now. */
export function queuesAt(counts: Counts | null, now: number): readonly QueueCount[] {
  const seconds = counts === null ? 0 : Math.max(0, Math.floor((now - counts.at) / 1000))
  return counts?.queues.map((one) => agedBy(one, seconds)) ?? []
}

/** How much of the service level the oldest has used up, from 0 to 1. */
export function usedUp({ secondsLeft, targetMinutes }: QueueCount): number {
  if (secondsLeft === null) return 0
  return Math.min(1, Math.max(0, 1 - secondsLeft / (targetMinutes * 60)))
}

/** From here on a queue is said to be late soon. */
const SOON = 0.8

/** How a queue stands to its service level. */
export function pressureOf(count: QueueCount): 'calm' | 'soon' | 'overdue' {
  if (count.secondsLeft !== null && count.secondsLeft < 0) return 'overdue'
  return usedUp(count) >= SOON ? 'soon' : 'calm'
}
