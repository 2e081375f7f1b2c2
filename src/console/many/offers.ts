import type { NewBulkAct } from '../../http/moderator/bulk/bulk-schemas.ts'
import type { Row } from './row.ts'

type Kind = NewBulkAct['kind']

/** What may be done to so many of the ticked. */
export interface Offer {
  readonly kind: Kind
  readonly ids: readonly string[]
}

/** To keep what stands already is for single decisions. */
const KINDS: Readonly<Record<Row['status'], readonly Kind[]>> = {
  held: ['reject', 'publish'],
  published: ['remove'],
  rejected: ['restore'],
  removed: ['restore'],
  withdrawn: [],
}

const ORDER: readonly Kind[] = ['reject', 'remove', 'publish', 'restore']

/** Returns what may be done to ticked comments, refusing first; nothing that none of them allows. */
export function offersFor(ticked: readonly Pick<Row, 'id' | 'status'>[]): readonly Offer[] {
  return ORDER.flatMap((kind) => {
    const ids = ticked.filter(({ status }) => KINDS[status].includes(kind)).map(({ id }) => id)
    return ids.length > 0 ? [{ kind, ids }] : []
  })
}

/** Tells whether a decision of this kind names a category. */
export function isRefusing(kind: Kind): boolean {
  return kind === 'reject' || kind === 'remove'
}
