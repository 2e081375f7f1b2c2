import type { QueueView } from '../../http/moderator/schemas.ts'

/** What a moderator may be asked about a comment. */
export type QueueName = QueueView['queues'][number]['queue']

/** In the order in which they are shown and numbered: G and the number opens one. */
export const QUEUE_NAMES: readonly QueueName[] = [
  'held',
  'reported',
  'appeals',
  'patrol',
  'second',
  'rescan',
  'escalated',
]

export function isQueueName(name: string): name is QueueName {
  return QUEUE_NAMES.some((one) => one === name)
}
