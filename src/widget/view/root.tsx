import { useMemo } from 'preact/hooks'
import { createApi } from '../api.ts'
import type { Settings } from '../settings.ts'
import { fetchTexts } from '../texts/texts.ts'
import { ActingContext, fetchActing } from './acting-context.ts'
import { Comments } from './comments.tsx'
import { TextsContext } from './texts-context.ts'
import { useLater } from './use-later.ts'
import { useThread } from './use-thread.ts'

interface RootProps {
  readonly base: string
  readonly settings: Settings
  readonly id: string
  readonly isDark: boolean
  /** The tree that it stands in. */
  readonly root: ShadowRoot
}

/**
 * The whole of one element, for one article: another article is another root. The list is asked for while the words, and
 * for a signed-in reader the parts to write with, are on their way; nothing is drawn before they are there, so that
 * nothing moves.
 */
export function Root({ base, settings, id, isDark, root }: RootProps) {
  const { article, token, language, site } = settings
  const texts = useLater(language, () => fetchTexts(language)).value
  const acting = useLater(language, token ? () => fetchActing(language, root) : undefined)
  // The parts of the settings that requests carry; a new theme must not ask the service again.
  const api = useMemo(
    () => createApi(base, settings, (...request) => fetch(...request)),
    [base, article, token, language, site],
  )
  const { thread, snapshot } = useThread(api, settings)
  const isAwaited = token !== '' && !acting.value && !acting.hasFailed
  if (!texts || isAwaited) return <div class="yp panel reserved" />
  return (
    <TextsContext.Provider value={texts}>
      <ActingContext.Provider value={token ? acting.value : undefined}>
        <Comments api={api} thread={thread} snapshot={snapshot} settings={settings} id={id} isDark={isDark} />
      </ActingContext.Provider>
    </TextsContext.Provider>
  )
}
