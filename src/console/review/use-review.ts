import { useEffect, useMemo, useState } from 'preact/hooks'
import { EVENTS_PATH, type ModeratorApi } from '../api/moderator-api.ts'
import type { QueueName } from './queue-name.ts'
import { Review } from './review.ts'
import type { Interruption, ReviewState } from './review-state.ts'

interface Props {
  readonly api: ModeratorApi
  readonly isAuditor: boolean
  readonly queue: QueueName
  readonly onEnded: (interruption: Interruption) => void
}

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll'] as const

/** One review for as long as the moderator is signed in, begun and left with the page. */
export function useReview({ api, isAuditor, queue, onEnded }: Props): Review {
  const review = useMemo(() => {
    const openStream = () => new EventSource(EVENTS_PATH)
    const openChannel = () => new BroadcastChannel('yueping.desk')
    return new Review({ api, schedule, openStream, openChannel, onSessionEnded: onEnded })
  }, [])
  useEffect(() => (isAuditor ? undefined : attend(review, queue)), [])
  return review
}

/** Begins, follows what the browser says of the page, and returns how to stop. */
function attend(review: Review, queue: QueueName): () => void {
  const stop = new AbortController()
  const listen = (type: string, heard: (event: Event) => void, options: AddEventListenerOptions = {}) =>
    addEventListener(type, heard, { ...options, signal: stop.signal })
  // A page that was opened in the background claims nothing before somebody looks at it.
  let isBegun = false
  const look = () => {
    const isSeen = document.visibilityState === 'visible'
    review.seen(isSeen)
    if (isSeen && !isBegun) void review.start(queue)
    isBegun ||= isSeen
  }
  look()
  document.addEventListener('visibilitychange', look, { signal: stop.signal })
  listen('pagehide', () => void review.leave(true))
  listen('pageshow', (event) => {
    if (event instanceof PageTransitionEvent && event.persisted) void review.start(review.state.queue)
  })
  listen('online', () => void review.reconnect())
  listen('offline', () => review.offline())
  for (const sign of SIGNS_OF_LIFE) listen(sign, () => review.sign(), { capture: true, passive: true })
  return () => stop.abort()
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
