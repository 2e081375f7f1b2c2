import { useRef } from 'preact/hooks'
import { listed, type Snapshot } from '../snapshot.ts'
import { fill, formatCount } from '../texts/texts.ts'
import type { Thread } from '../thread.ts'
import { useActing } from './acting-context.ts'
import type { Writing } from './acts.tsx'
import { EmptyIcon } from './icons.tsx'
import type { OwnActions } from './own-actions.ts'
import { useTexts } from './texts-context.ts'
import { ThreadView } from './thread-view.tsx'

interface CommentListProps {
  readonly snapshot: Snapshot
  readonly thread: Thread
  readonly reload: () => Promise<void>
  readonly canWrite: boolean
  /** Of a signed-in reader. */
  readonly actions: OwnActions | undefined
  readonly writing: Writing
  readonly announce: (words: string) => void
}

export function CommentList({ snapshot, thread, reload, canWrite, actions, writing, announce }: CommentListProps) {
  const texts = useTexts()
  const acting = useActing()
  if (snapshot.phase === 'loading') return <Skeleton />
  const pinned = acting ? acting.parts.pinnedOwn(snapshot) : []
  const others = listed(snapshot)
  return (
    <>
      {snapshot.note && <OfficialNote note={snapshot.note} />}
      {acting && actions && pinned.length > 0 && (
        <ol aria-label={acting.texts.yours}>
          <acting.parts.OwnComments comments={pinned} {...{ snapshot, canWrite, actions }} />
        </ol>
      )}
      {snapshot.missing === 'list' && <LoadFailed retry={reload} />}
      {others.length > 0 && (
        <ol aria-label={texts.list} part="list">
          {others.map((first) => (
            <ThreadView
              key={first.id}
              first={first}
              snapshot={snapshot}
              thread={thread}
              canWrite={canWrite}
              actions={actions}
              writing={writing}
              announce={announce}
            />
          ))}
        </ol>
      )}
      {snapshot.missing === null && others.length === 0 && pinned.length === 0 && <Empty />}
      <More snapshot={snapshot} thread={thread} announce={announce} />
    </>
  )
}

function OfficialNote({ note }: { readonly note: NonNullable<Snapshot['note']> }) {
  const texts = useTexts()
  return (
    <aside class="official" part="official-note" aria-label={texts.officialNote}>
      <b>{texts.officialNote}</b>
      <p lang={note.lang ?? undefined} dir="auto">
        {note.text}
      </p>
    </aside>
  )
}

function More({ snapshot, thread, announce }: Pick<CommentListProps, 'snapshot' | 'thread' | 'announce'>) {
  const texts = useTexts()
  const place = useRef<HTMLDivElement>(null)
  if (snapshot.nextCursor === null) return null
  const shown = snapshot.comments.reduce((sum, { gone, replies }) => sum + (gone === null ? 1 : 0) + replies, 0)
  const left = snapshot.total - shown
  const hasFailed = snapshot.missing === 'more'
  const load = async () => {
    const list = place.current?.parentElement
    const last = snapshot.comments.length
    const brought = await thread.loadMore()
    if (brought > 0) announce(fill(texts.loaded, { n: brought }))
    // The button leaves with the last page, as does the one that tried again: the reader goes on where the list went on.
    if (thread.snapshot.nextCursor !== null && !hasFailed) return
    const threads = list?.querySelectorAll<HTMLElement>('.thread')
    const next = threads?.[last] ?? threads?.[last - 1]
    next?.focus()
  }
  return (
    <div ref={place}>
      {hasFailed ? (
        <LoadFailed retry={load} />
      ) : (
        <button class="older" type="button" part="load-more" aria-busy={snapshot.isBusy} onClick={load}>
          {{ newest: texts.older, oldest: texts.later, hot: texts.more }[snapshot.sort]}
          {left > 0 && !snapshot.isFromLink && (
            <span class="num"> {fill(texts.remaining, { n: formatCount(left) })}</span>
          )}
        </button>
      )}
    </div>
  )
}

function Empty() {
  const texts = useTexts()
  return (
    <div class="empty" part="empty">
      <EmptyIcon />
      <b>{texts.emptyTitle}</b>
      <p>{texts.emptyHint}</p>
    </div>
  )
}

function LoadFailed({ retry }: { readonly retry: () => Promise<void> }) {
  const texts = useTexts()
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

function Skeleton() {
  const texts = useTexts()
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
