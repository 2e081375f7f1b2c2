import { followCount } from './live.ts'
import { pollWhileVisible } from './poll.ts'
import type { Thread } from './thread.ts'

const COUNT_SECONDS = 20
const HELD_SECONDS = 15

/** Tells a thread what has happened since it was read: a file of its own, fetched once there is something to read. */
export function followNews(thread: Thread, url: string): () => void {
  const live = followCount(document, url, (total) => void thread.counted(total))
  const askUnlessTold = () => {
    if (live.isOpen()) return
    live.retry()
    void thread.refreshCount()
  }
  const stops = [
    live.stop,
    pollWhileVisible(document, COUNT_SECONDS, askUnlessTold),
    pollWhileVisible(document, HELD_SECONDS, () => void thread.refreshHeld()),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
