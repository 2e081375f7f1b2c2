import { useEffect, useMemo, useState } from 'preact/hooks'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Review } from './review.ts'
import type { Interruption, ReviewState } from './review-state.ts'

interface Props {
  readonly api: ModeratorApi
  readonly displayName: string
  readonly isAuditor: boolean
  readonly onEnded: (interruption: Interruption) => void
}

/** One review for as long as the moderator is signed in, begun and left with the page. */
export function useReview({ api, displayName, isAuditor, onEnded }: Props): Review {
  const review = useMemo(() => {
    const isWatched = () => document.visibilityState === 'visible'
    return new Review({ api, schedule, displayName, isWatched, onSessionEnded: onEnded })
  }, [])
  useEffect(() => {
    if (isAuditor) return
    void review.start()
    const onHide = () => void review.leave()
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) void review.start()
    }
    const onVisible = () => {
      if (document.visibilityState === 'visible') void review.look()
    }
    const onOnline = () => void review.reconnect()
    addEventListener('pagehide', onHide)
    addEventListener('pageshow', onShow)
    addEventListener('online', onOnline)
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      removeEventListener('pagehide', onHide)
      removeEventListener('pageshow', onShow)
      removeEventListener('online', onOnline)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [])
  return review
}

export function useReviewState(review: Review): ReviewState {
  const [state, setState] = useState(review.state)
  useEffect(() => {
    setState(review.state)
    return review.subscribe(() => setState(review.state))
  }, [review])
  return state
}

function schedule(task: () => void, milliseconds: number): () => void {
  const timer = setTimeout(task, milliseconds)
  return () => clearTimeout(timer)
}
