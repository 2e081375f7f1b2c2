import type { PublicComment } from '../../http/reader/schemas.ts'
import { loadMore, loadReplies } from '../further-pages.ts'
import { repliesOf } from '../replies.ts'
import { arrivedCount, type Snapshot } from '../snapshot.ts'
import { fill } from '../texts/texts.ts'
import { untilLoaded } from '../until-loaded.ts'
import type { Comments } from './comments.tsx'

export async function showMore(view: Comments): Promise<void> {
  const { snapshot, texts, thread } = view.props
  const last = snapshot.comments.length
  const hasFailed = snapshot.missing === 'more'
  const brought = await loadMore(thread)
  if (brought > 0) view.announce(fill(texts.loaded, { n: brought }))
  // The button leaves with the last page, as does the one that tried again: the reader goes on where the list went on.
  if (thread.snapshot.nextCursor !== null && !hasFailed) return
  const threads = view.panel.current?.querySelectorAll<HTMLElement>('.thread')
  const next = threads?.[last] ?? threads?.[last - 1]
  next?.focus()
}

export async function showReplies(view: Comments, { id }: PublicComment): Promise<void> {
  const { snapshot, texts, thread } = view.props
  const shown = repliesOf(snapshot, id).comments.length
  const brought = await loadReplies(thread, id)
  if (brought === 0) return
  view.announce(fill(texts.loaded, { n: brought }))
  view.panel.current?.querySelectorAll<HTMLElement>(`[data-id="${id}"] > .kids > li[data-id]`)[shown]?.focus()
}

/** Opens what a comment is reported with, or closes it. */
export function toggleReport(view: Comments, id: string): void {
  const reported = new Set(view.reported)
  view.reported = reported
  view.forceUpdate()
  if (reported.delete(id)) return
  reported.add(id)
  const { language } = view.props.settings
  view.stopping.get('report')?.()
  const stop = untilLoaded(
    () => import('./fetch-report.ts').then(({ fetchReport }) => fetchReport(language)),
    (report = view.report) => {
      view.report = report
      view.forceUpdate()
    },
  )
  view.stopping.set('report', stop)
}

/** Says what has changed, and goes to the comment that was linked to. */
export function followView(view: Comments, before: Snapshot | undefined): void {
  const { snapshot, texts } = view.props
  const { linked, phase } = snapshot
  const arrived = arrivedCount(snapshot)
  if (arrived > 0 && (!before || arrivedCount(before) !== arrived)) view.announce(view.arrivedWords())
  if (!linked) view.look = 'vh'
  if (phase === 'ready' && !view.stopping.has('leaving')) awaitLeaving(view)
  if (!linked || linked === before?.linked) return
  const place = view.panel.current?.querySelector<HTMLElement>(`[data-id="${linked.id}"]`)
  place?.scrollIntoView({ block: 'center' })
  place?.focus({ preventScroll: true })
  view.look = linked.isFound ? 'vh' : 'how'
  if (!linked.isFound) view.announce(texts.linkGone)
}

/** The list keeps the height it had while loading until it is out of sight, so that nothing visible moves up. */
function awaitLeaving(view: Comments): void {
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) return
    view.isReserved = false
    observer.disconnect()
    view.forceUpdate()
  })
  view.stopping.set('leaving', () => observer.disconnect())
  if (view.panel.current) observer.observe(view.panel.current)
}
