import { useRef, useState } from 'preact/hooks'
import { CLEAR_DESK, type Desk, forNextComment } from './desk.ts'

/** The desk around what is in front; cleared within the very rendering that brings the next comment. */
export function useDesk(front: string) {
  const [, redraw] = useState(0)
  const kept = useRef({ front, desk: CLEAR_DESK })
  if (kept.current.front !== front) kept.current = { front, desk: forNextComment(kept.current.desk) }
  const setDesk = (change: (desk: Desk) => Desk) => {
    kept.current = { ...kept.current, desk: change(kept.current.desk) }
    redraw((count) => count + 1)
  }
  return { desk: kept.current.desk, setDesk }
}
