import { useEffect, useRef } from 'preact/hooks'
import { isRenewalDue } from './auto-renew.ts'
import type { Review } from './review.ts'

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll'] as const

/** Returns what to do each second of a lease: renew it while the moderator is at work, let it go when it is over. */
export function useLease(review: Review, leaseSeconds: number): (secondsLeft: number) => void {
  const lastActiveAt = useRef(performance.now())
  const lastTriedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    const onSign = () => {
      lastActiveAt.current = performance.now()
    }
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, onSign, { capture: true, passive: true })
    return () => {
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, onSign, { capture: true })
    }
  }, [])
  return (secondsLeft) => {
    const now = performance.now()
    if (secondsLeft <= 0) return review.expire()
    const moment = {
      secondsLeft,
      leaseSeconds,
      now,
      lastActiveAt: lastActiveAt.current,
      lastTriedAt: lastTriedAt.current,
    }
    if (!isRenewalDue(moment)) return
    lastTriedAt.current = now
    void review.renew()
  }
}
