import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { OwnComment } from '../../http/reader/schemas.ts'
import { createApi } from '../api.ts'
import type { Settings, Sort } from '../settings.ts'
import { fill, formatCount, textsFor } from '../texts/texts.ts'
import { readReader } from '../token.ts'
import { CommentList } from './comment-list.tsx'
import { ComposerView } from './composer.tsx'
import { Gate, gateReason } from './gate.tsx'
import { outcomeWords } from './own-comment.tsx'
import { SortTabs } from './sort-tabs.tsx'
import { TextsContext } from './texts-context.ts'
import { useComposer } from './use-composer.ts'
import { useReservedHeight } from './use-reserved-height.ts'
import { useThread } from './use-thread.ts'

interface RootProps {
  readonly base: string
  readonly settings: Settings
  readonly id: string
  readonly isDark: boolean
}

/** The whole of one element, for one article: another article is another root. */
export function Root({ base, settings, id, isDark }: RootProps) {
  const { article, token, language, site } = settings
  const texts = textsFor(language)
  // The parts of the settings that requests carry; a new theme must not ask the service again.
  const api = useMemo(
    () => createApi(base, settings, (...request) => fetch(...request)),
    [base, article, token, language, site],
  )
  const { thread, snapshot } = useThread(api, settings)
  const panel = useRef<HTMLDivElement>(null)
  const isReserved = useReservedHeight(panel, snapshot.phase === 'loading')
  const [announced, setAnnounced] = useState({ words: '', turn: 0 })
  // The same words twice are two announcements.
  const announce = (words: string) => setAnnounced(({ turn }) => ({ words, turn: turn + 1 }))
  const resent = useRef<string | undefined>(undefined)
  const input = useRef<HTMLTextAreaElement>(null)
  const zone = useRef<HTMLDivElement>(null)
  const sent = (comment: OwnComment) => {
    thread.sent(comment)
    announce(outcomeWords(comment, texts))
  }
  const onSent = (comment: OwnComment) => {
    sent(comment)
    if (resent.current) thread.dismiss(resent.current)
    resent.current = undefined
  }
  const composer = useComposer({ api, article, onSent })
  const reader = readReader(token, new Date())
  const gate = gateReason(reader, snapshot, composer.problem)
  // The box that had the focus has given way to what the service said.
  useEffect(() => {
    if (gate !== undefined && composer.problem) zone.current?.focus()
  }, [gate])
  const actions = {
    dismiss: (commentId: string) => thread.dismiss(commentId),
    rewrite(comment: OwnComment) {
      resent.current = comment.id
      composer.write([composer.text.trim(), comment.text].filter(Boolean).join('\n'))
      input.current?.focus()
    },
    async withdraw(commentId: string) {
      const problem = await thread.withdraw(commentId)
      if (problem) return problem
      announce(texts.withdrawn)
      panel.current?.focus()
      return undefined
    },
  }
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
  const onPauseOver = () => {
    composer.forgetProblem()
    announce(texts.slowOver)
  }
  // The button that asked for the list is gone when it comes.
  const show = async (sort: Sort) => {
    await thread.load(sort)
    panel.current?.focus()
  }
  return (
    <TextsContext.Provider value={texts}>
      <section class={isDark ? 'yp dark' : 'yp'} lang={language} aria-labelledby={`${id}-title`} part="root">
        <header class="head">
          <h2 id={`${id}-title`} part="heading">
            {texts.heading}
          </h2>
          <span class="n num" part="count">
            {snapshot.phase === 'ready' &&
              (snapshot.missing === null || snapshot.missing === 'more') &&
              fill(texts.total, { n: formatCount(snapshot.total) })}
          </span>
          {reader.standing !== 'signed_out' && (
            <span class="me" part="me">
              <bdi>{reader.name}</bdi>
            </span>
          )}
        </header>
        <div class="zone" ref={zone} tabIndex={-1}>
          {gate === undefined ? (
            <ComposerView
              composer={composer}
              input={input}
              pledgeUrl={settings.pledgeUrl}
              onPauseOver={onPauseOver}
              id={id}
            />
          ) : (
            <Gate reason={gate} settings={settings} />
          )}
        </div>
        {snapshot.missing !== 'service' && (
          <SortTabs sort={snapshot.sort} panelId={`${id}-panel`} choose={(sort) => void thread.load(sort)} />
        )}
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
          aria-busy={snapshot.isBusy}
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
            writing={{ api, article, id, sent }}
            announce={announce}
          />
        </div>
        <p class="vh" aria-live="polite">
          <span key={announced.turn}>{announced.words}</span>
        </p>
      </section>
    </TextsContext.Provider>
  )
}
