import type { Api } from './api.ts'
import { followCount } from './live.ts'
import { followPage } from './page-following.ts'
import { pollWhileVisible } from './poll.ts'
import type { Thread } from './thread.ts'

const COUNT_SECONDS = 20
const HELD_SECONDS = 15

/** Tells a thread what has happened since it was read, and of a page that may have turned dark. */
export function followNews(thread: Thread, api: Api, pageChanged: () => void): () => void {
  const { href: url } = api.at(`/v1/articles/${api.article}/events`)
  const live = followCount(document, url, (total) => void counted(thread, total))
  const askUnlessTold = () => {
    if (live.isOpen()) return
    live.retry()
    void refreshCount(thread)
  }
  const stops = [
    live.stop,
    followPage(pageChanged),
    pollWhileVisible(document, COUNT_SECONDS, askUnlessTold),
    pollWhileVisible(document, HELD_SECONDS, () => void thread.refreshHeld()),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Asks whether there is more to read. */
export async function refreshCount(thread: Thread): Promise<void> {
  const { api, loads, options } = thread
  if (!api || thread.snapshot.phase !== 'ready') return
  const path = `/v1/counts?article=${api.article}`
  const answer = await api.read<{ counts: Record<string, number> }>(path)
  if (answer.ok && loads === thread.loads) await counted(thread, answer.value.counts[options.article] ?? 0)
}

/** How many comments are public now. The reader's own approved comment is not news to them, so that is asked first. */
async function counted(thread: Thread, count: number): Promise<void> {
  const { loads, snapshot } = thread
  if (snapshot.phase !== 'ready') return
  if (count > snapshot.total) await thread.refreshHeld()
  if (loads === thread.loads) thread.show({ ...thread.snapshot, counted: count })
}
