import { useState } from 'preact/hooks'
import { CLEAR_DESK, type Desk, forNextComment } from './desk.ts'

/** The desk around what is in front; cleared within the very rendering that brings the next comment. */
export function useDesk(front: string) {
  const [kept, setKept] = useState({ front, desk: CLEAR_DESK })
  const now = (state: typeof kept): Desk => (state.front === front ? state.desk : forNextComment(state.desk))
  const setDesk = (change: (desk: Desk) => Desk) => setKept((state) => ({ front, desk: change(now(state)) }))
  return { desk: now(kept), setDesk }
}
