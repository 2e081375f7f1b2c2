import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { HitView } from '../../http/moderator/card-schemas.ts'
import type { EntryPrecision } from '../../http/moderator/statistics/statistics-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'

type Measured = ReadonlyMap<string, EntryPrecision>

/** How often each entry and rule was right, where enough was decided to say so. */
export const PrecisionContext = createContext<Measured>(new Map())

/** What the counting job adds is seen after so long; nobody decides by the last hundredth. */
const RELOAD_MS = 3_600_000

/** Loads what was measured and keeps it fresh; what cannot be loaded is left out of the evidence until it can. */
export function useMeasured(api: ModeratorApi, isOnline: boolean): Measured {
  const [measured, setMeasured] = useState<Measured>(new Map())
  useEffect(() => {
    if (!isOnline) return
    let isCurrent = true
    const load = () =>
      void api.entryPrecision().then((reply) => {
        if (isCurrent && reply.kind === 'ok') setMeasured(new Map(reply.value.entries.map((one) => [keyOf(one), one])))
      })
    load()
    const timer = setInterval(load, RELOAD_MS)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [isOnline])
  return measured
}

/** What is known of the entry or rule that hit. */
export function usePrecision(hit: HitView): EntryPrecision | undefined {
  return useContext(PrecisionContext).get(keyOf(hit))
}

function keyOf({ rule, entry, category }: Pick<EntryPrecision, 'rule' | 'entry' | 'category'>): string {
  return JSON.stringify([rule, entry, category])
}
