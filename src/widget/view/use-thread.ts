import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Api } from '../api.ts'
import { followCount } from '../live.ts'
import { linkedComment } from '../permalink.ts'
import { pollWhileVisible } from '../poll.ts'
import type { Settings } from '../settings.ts'
import type { Snapshot } from '../snapshot.ts'
import { Thread } from '../thread.ts'
import { useActing } from './acting-context.ts'

const COUNT_SECONDS = 20
const HELD_SECONDS = 15

/** Keeps one article's comments up to date for as long as the view stands. */
export function useThread(api: Api, settings: Settings): { thread: Thread; snapshot: Snapshot } {
  const parts = useActing()?.parts
  const [snapshot, setSnapshot] = useState<Snapshot>()
  const thread = useMemo(() => {
    const { article, sort } = settings
    const linked = linkedComment(location.hash)
    const Kind = parts?.SignedThread ?? Thread
    return new Kind({ article, sort, linked, store: parts?.browserStore(), onChange: setSnapshot })
    // The article, the site and whether the reader is signed in never change here: another one is another view.
  }, [])
  useEffect(
    () => thread.connect(api, () => parts?.readReader(settings.token, new Date()).standing ?? 'signed_out'),
    [thread, api],
  )
  useEffect(() => {
    if (thread.snapshot.phase === 'ready' && thread.snapshot.sort !== settings.sort) void thread.load(settings.sort)
  }, [thread, settings.sort])
  useEffect(() => {
    const live = followCount(document, api.eventsUrl, (total) => void thread.counted(total))
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
  }, [thread, api.eventsUrl])
  useEffect(() => {
    const follow = () => {
      const linked = linkedComment(location.hash)
      if (linked) void thread.open(linked)
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [thread])
  useEffect(() => () => thread.stop(), [thread])
  return { thread, snapshot: snapshot ?? thread.snapshot }
}
