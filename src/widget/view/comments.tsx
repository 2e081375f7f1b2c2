import { useEffect, useRef, useState } from 'preact/hooks'
import type { Api } from '../api.ts'
import type { Problem } from '../problem.ts'
import type { Settings, Sort } from '../settings.ts'
import type { Snapshot } from '../snapshot.ts'
import { fill, formatCount } from '../texts/texts.ts'
import type { Thread } from '../thread.ts'
import type { Reader } from '../token.ts'
import { useActing } from './acting-context.ts'
import { CommentList } from './comment-list.tsx'
import type { Rewrite } from './desk.tsx'
import { Gate, gateReason } from './gate.tsx'
import { SortTabs } from './sort-tabs.tsx'
import { useTexts } from './texts-context.ts'
import { useReservedHeight } from './use-reserved-height.ts'

interface CommentsProps {
  readonly api: Api
  readonly thread: Thread
  readonly snapshot: Snapshot
  readonly settings: Settings
  readonly id: string
  readonly isDark: boolean
}

/** The heading, the box to write in, and the list. */
export function Comments({ api, thread, snapshot, settings, id, isDark }: CommentsProps) {
  const { article, token, language } = settings
  const texts = useTexts()
  const acting = useActing()
  const panel = useRef<HTMLDivElement>(null)
  const isReserved = useReservedHeight(panel, snapshot.phase === 'loading')
  const [announced, setAnnounced] = useState({ words: '', turn: 0 })
  // The same words twice are two announcements.
  const announce = (words: string) => setAnnounced(({ turn }) => ({ words, turn: turn + 1 }))
  const resent = useRef<string | undefined>(undefined)
  const rewrite = useRef<Rewrite>(() => undefined)
  const zone = useRef<HTMLDivElement>(null)
  const [isMineOpen, setMineOpen] = useState(false)
  const [problem, stopped] = useState<Problem>()
  const reader: Reader = acting ? acting.parts.readReader(token, new Date()) : { standing: 'signed_out' }
  // Whoever is signed in and was not given the means to write is not asked to sign in.
  const isBroken = token !== '' && !acting
  const gate = gateReason(reader, snapshot, problem)
  // The box that had the focus has given way to what the service said.
  useEffect(() => {
    if (gate !== undefined && problem) zone.current?.focus()
  }, [gate])
  const actions = acting?.parts.ownActions(thread, {
    texts: acting.texts,
    announce,
    rewrite,
    resent,
    focusList: () => panel.current?.focus(),
  })
  const { arrived } = thread
  const arrivedWords = arrived === 1 ? texts.arrivedOne : fill(texts.arrived, { n: formatCount(arrived) })
  useEffect(() => {
    if (arrived > 0) announce(arrivedWords)
  }, [arrived])
  const { linked } = snapshot
  useEffect(() => {
    if (!linked) return
    const place = panel.current?.querySelector<HTMLElement>(`[data-id="${linked.id}"]`)
    place?.scrollIntoView({ block: 'center' })
    place?.focus({ preventScroll: true })
    if (!linked.isFound) announce(texts.linkGone)
  }, [linked])
  // The button that asked for the list is gone when it comes.
  const show = async (sort: Sort) => {
    await thread.load(sort)
    panel.current?.focus()
  }
  return (
    <section class={isDark ? 'yp dark' : 'yp'} lang={language} aria-labelledby={`${id}-title`} part="root">
      <header class="head">
        <h2 id={`${id}-title`} part="heading">
          {texts.heading}
        </h2>
        <span class="n num" part="count">
          {snapshot.phase === 'ready' &&
            snapshot.missing !== 'list' &&
            fill(texts.total, { n: formatCount(snapshot.total) })}
        </span>
        {reader.standing !== 'signed_out' && (
          <span class="me" part="me">
            {acting && reader.standing !== 'expired' ? (
              <acting.parts.MineButton name={reader.name} isOpen={isMineOpen} toggle={() => setMineOpen(!isMineOpen)} />
            ) : (
              <bdi>{reader.name}</bdi>
            )}
          </span>
        )}
      </header>
      {acting && isMineOpen && (
        <acting.parts.MinePlace api={api} thread={thread} blocked={snapshot.blocked} announce={announce} />
      )}
      <div class="zone" ref={zone} tabIndex={-1}>
        {gate !== undefined && !isBroken && <Gate reason={gate} settings={settings} />}
        {acting && actions && (
          <acting.parts.Desk
            api={api}
            article={article}
            pledgeUrl={settings.pledgeUrl}
            id={id}
            isClosed={gate !== undefined}
            slowSeconds={snapshot.slowSeconds}
            sent={actions.sent}
            stopped={stopped}
            announce={announce}
            rewrite={rewrite}
          />
        )}
        {isBroken && (
          <p class="hint no" role="alert">
            {texts.deskFailed}
          </p>
        )}
      </div>
      <SortTabs sort={snapshot.sort} panelId={`${id}-panel`} choose={(sort) => void thread.load(sort)} />
      {arrived > 0 && (
        <button class="live" type="button" part="new-comments" onClick={() => show('newest')}>
          {arrivedWords}
        </button>
      )}
      <div
        class={isReserved ? 'panel reserved' : 'panel'}
        id={`${id}-panel`}
        ref={panel}
        role="tabpanel"
        tabIndex={-1}
        aria-labelledby={`${id}-panel-${snapshot.sort}`}
        aria-busy={snapshot.isBusy || snapshot.phase === 'loading'}
      >
        {snapshot.sort === 'hot' && snapshot.phase === 'ready' && <p class="how">{texts.hotHint}</p>}
        {snapshot.isFromLink && (
          <button class="older" type="button" part="from-start" onClick={() => show('newest')}>
            {texts.fromStart}
          </button>
        )}
        <CommentList
          snapshot={snapshot}
          thread={thread}
          reload={() => show(snapshot.sort)}
          canWrite={gate === undefined}
          actions={actions}
          writing={{ api, article, id, language }}
          announce={announce}
        />
      </div>
      <p class="vh" aria-live="polite">
        <span key={announced.turn}>{announced.words}</span>
      </p>
    </section>
  )
}
