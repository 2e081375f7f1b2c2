import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import type { Api } from '../api.ts'
import { linkedComment } from '../permalink.ts'
import type { Settings } from '../settings.ts'
import type { Snapshot } from '../snapshot.ts'
import { Thread } from '../thread.ts'
import { useActing } from './acting-context.ts'
import { useLater } from './use-later.ts'

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
  // Not after the next frame, which a slow processor takes its time for.
  useLayoutEffect(
    () => thread.connect(api, () => parts?.readReader(settings.token, new Date()).standing ?? 'signed_out'),
    [thread, api],
  )
  useEffect(() => {
    if (thread.snapshot.phase === 'ready' && thread.snapshot.sort !== settings.sort) void thread.load(settings.sort)
  }, [thread, settings.sort])
  const isRead = snapshot?.phase === 'ready'
  const news = useLater('news', isRead ? () => import('../news.ts') : undefined).value
  useEffect(() => news?.followNews(thread, api.eventsUrl), [news, thread, api.eventsUrl])
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
