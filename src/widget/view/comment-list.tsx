import { listed, type Snapshot } from '../snapshot.ts'
import { fill, formatCount } from '../texts/texts.ts'
import type { Comments } from './comments.tsx'
import type { Given } from './given.ts'
import { EmptyIcon } from './icons.tsx'
import { ThreadView } from './thread-view.tsx'

interface CommentListProps {
  readonly view: Comments
}

export function CommentList({ view }: CommentListProps, { texts }: Given) {
  const { snapshot } = view.props
  if (snapshot.phase === 'loading') return <Skeleton />
  const pinned = view.pinned()
  const others = listed(snapshot)
  return (
    <>
      {snapshot.note && <OfficialNote note={snapshot.note} />}
      {pinned}
      {snapshot.missing === 'list' && <LoadFailed retry={() => view.load(snapshot.sort)} />}
      {others.length > 0 && (
        <ol aria-label={texts.list} part="list">
          {others.map((first) => (
            <ThreadView key={first.id} first={first} view={view} />
          ))}
        </ol>
      )}
      {snapshot.missing === null && others.length === 0 && !pinned && <Empty />}
      <More view={view} />
    </>
  )
}

function OfficialNote({ note }: { readonly note: NonNullable<Snapshot['note']> }, { texts }: Given) {
  return (
    <aside class="official" part="official-note" aria-label={texts.officialNote}>
      <b>{texts.officialNote}</b>
      <p lang={note.lang ?? undefined} dir="auto">
        {note.text}
      </p>
    </aside>
  )
}

function More({ view }: CommentListProps, { texts }: Given) {
  const { snapshot } = view.props
  if (snapshot.nextCursor === null) return null
  const shown = snapshot.comments.reduce((sum, { gone, replies }) => sum + (gone === null ? 1 : 0) + replies, 0)
  const left = snapshot.total - shown
  const load = view.press(({ showMore }) => showMore(view))
  return snapshot.missing === 'more' ? (
    <LoadFailed retry={load} />
  ) : (
    <button class="older" type="button" part="load-more" aria-busy={snapshot.isBusy} onClick={load}>
      {{ newest: texts.older, oldest: texts.later, hot: texts.more }[snapshot.sort]}
      {left > 0 && !snapshot.isFromLink && <span class="num"> {fill(texts.remaining, { n: formatCount(left) })}</span>}
    </button>
  )
}

function Empty(_: object, { texts }: Given) {
  return (
    <div class="empty" part="empty">
      <EmptyIcon />
      <b>{texts.emptyTitle}</b>
      <p>{texts.emptyHint}</p>
    </div>
  )
}

function LoadFailed({ retry }: { readonly retry: () => Promise<void> }, { texts }: Given) {
  return (
    <div class="empty" role="alert">
      <b>{texts.listFailed}</b>
      <p>{texts.listFailedHint}</p>
      <button class="alt" type="button" onClick={retry}>
        {texts.retry}
      </button>
    </div>
  )
}

function Skeleton(_: object, { texts }: Given) {
  return (
    <div class="skeleton" role="status">
      <span class="vh">{texts.loading}</span>
      {[1, 2, 3].map((row) => (
        <div class="c" key={row} aria-hidden="true">
          <span class="face" />
          <div>
            <i />
            <i />
            <i />
          </div>
        </div>
      ))}
    </div>
  )
}
