import { render } from 'preact'
import { type Api, createApi } from '../api.ts'
import { createFollower } from '../follower.ts'
import type { Language } from '../language.ts'
import { linkedComment } from '../permalink.ts'
import type { Settings } from '../settings.ts'
import type { Texts } from '../texts/texts.ts'
import { Thread } from '../thread.ts'
import { untilLoaded } from '../until-loaded.ts'
import { Comments } from './comments.tsx'
import { type Acting, fetchActing } from './fetch-acting.ts'
import { type Further, fetchFurther } from './fetch-further.ts'

interface Inside {
  readonly base: string
  readonly fetcher: typeof fetch
  readonly fetchTexts: (language: Language) => Promise<Texts>
  /** Makes the ids within this element differ from those of another. */
  readonly id: string
  readonly root: ShadowRoot
  readonly place: HTMLElement
  /** Called when the page may have turned dark, or light again. */
  readonly pageChanged: () => void
}

interface Shown {
  readonly settings: Settings
  readonly isDark: boolean
}

/** What one element shows of one article, for as long as it does: another article is another one of these. */
export interface Article {
  /** Follows the settings. */
  show(shown: Shown): void
  stop(): void
}

export function openArticle(
  { base, fetcher, fetchTexts, id, root, place, pageChanged }: Inside,
  first: Shown,
): Article {
  const { follow, stop } = createFollower()
  let shown = first
  let texts: Texts | undefined
  let acting: Acting | undefined
  let hasFailed = false
  let further: Further | undefined
  let thread: Thread | undefined
  let api: Api | undefined
  let isQueued = false
  let isOver = false

  /** Draws once for whatever changes together. */
  const changed = (): void => {
    if (isQueued) return
    isQueued = true
    queueMicrotask(() => {
      isQueued = false
      if (!isOver) draw()
    })
  }

  /** What is said comes in a file of its own, and so does what only a signed-in reader needs. */
  const followFiles = ({ language, token }: Settings): void => {
    follow('texts', [language], () =>
      untilLoaded(
        () => fetchTexts(language),
        (words = texts) => {
          texts = words
          changed()
        },
      ),
    )
    follow('acting', [language, !token], () => {
      if (!token) return undefined
      return untilLoaded(
        () => fetchActing(language, root),
        (parts) => {
          hasFailed = !parts
          acting = parts ?? acting
          changed()
        },
      )
    })
  }

  /** The list is asked for while the words are on their way; of a signed-in reader once what that takes is there. */
  const followThread = ({ article, sort, token, language, site }: Settings, parts?: Acting['parts']): void => {
    const isWaiting = token && !parts && !hasFailed
    follow('thread', [parts, isWaiting], () => {
      thread = undefined
      if (isWaiting) return undefined
      const Kind = parts?.SignedThread ?? Thread
      const linked = linkedComment(location.hash)
      const begin = linked ? (it: Thread) => openLinked(it, linked) : undefined
      const opened = new Kind({ article, sort, begin, store: parts?.browserStore(), onChange: changed })
      thread = opened
      return () => opened.stop()
    })
    // The parts of the settings that requests carry: a new theme must not ask the service again.
    follow('api', [thread, token, language, site], () => {
      api = createApi(base, shown.settings, fetcher)
      api = parts?.signedApi(api) ?? api
      thread?.connect(api, () => parts?.readReader(token, new Date()).standing ?? 'signed_out')
      return undefined
    })
    const isRead = thread?.snapshot.phase === 'ready'
    follow('sort', [thread, sort], () => {
      if (isRead && thread?.snapshot.sort !== sort) void thread?.load(sort)
      return undefined
    })
    follow('further', [isRead], () => {
      if (!isRead) return undefined
      const fetch = () =>
        fetchFurther().then((it) => {
          further = it
          changed()
        })
      // After the first frame with comments, which it would hold up.
      requestAnimationFrame(() => setTimeout(fetch))
      return undefined
    })
    follow('news', [further, thread, api], () => thread && api && further?.followNews(thread, api, pageChanged))
  }

  const draw = (): void => {
    const { settings } = shown
    followFiles(settings)
    const parts = settings.token ? acting?.parts : undefined
    followThread(settings, parts)
    const View = parts?.SignedComments ?? Comments
    // For a signed-in reader nothing is drawn before all that they are shown is there, so that nothing moves.
    render(
      texts && thread && api ? (
        <View {...shown} {...{ id, texts, thread, api, further }} acting={parts && acting} snapshot={thread.snapshot} />
      ) : (
        <div class="yp panel reserved" />
      ),
      place,
    )
  }

  const followLink = (): void => {
    const linked = linkedComment(location.hash)
    if (linked && thread) void openLinked(thread, linked)
  }
  addEventListener('hashchange', followLink)
  draw()
  return {
    show(next) {
      shown = next
      draw()
    },
    stop() {
      isOver = true
      removeEventListener('hashchange', followLink)
      stop()
      render(null, place)
    },
  }
}

async function openLinked(thread: Thread, id: string): Promise<void> {
  await (await fetchFurther()).open(thread, id)
}
