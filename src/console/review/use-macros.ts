import { useEffect, useState } from 'preact/hooks'
import type { MacroView } from '../../http/moderator/wording-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'

/** The decisions made ready on this site; asked for again once the server is back. */
export function useMacros(api: ModeratorApi, isOnline: boolean): readonly MacroView[] {
  const [macros, setMacros] = useState<readonly MacroView[]>([])
  useEffect(() => {
    if (!isOnline) return
    let isCurrent = true
    void api.macros().then((reply) => {
      if (isCurrent && reply.kind === 'ok') setMacros(reply.value.macros)
    })
    return () => {
      isCurrent = false
    }
  }, [isOnline])
  return macros
}
