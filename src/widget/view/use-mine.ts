import { useLayoutEffect, useState } from 'preact/hooks'
import { untilLoaded } from '../until-loaded.ts'
import type { Acting } from './fetch-acting.ts'
import type { Mine } from './fetch-mine.ts'

interface Later {
  readonly mine: Mine | undefined
  /** Whether the last attempt failed; another one follows. */
  readonly hasFailed: boolean
}

/** What a change of a comment or of one's own profile takes, once it is asked for. */
export function useMine({ fetchMine }: Acting, isWanted: boolean): Later {
  const [later, setLater] = useState<Later>({ mine: undefined, hasFailed: false })
  useLayoutEffect(() => {
    if (!isWanted) return undefined
    return untilLoaded(fetchMine, (mine) => setLater((before) => ({ mine: mine ?? before.mine, hasFailed: !mine })))
  }, [isWanted])
  return later
}
