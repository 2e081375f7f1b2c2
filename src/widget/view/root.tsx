import { useMemo } from 'preact/hooks'
import { createApi } from '../api.ts'
import type { Settings } from '../settings.ts'
import { fetchTexts, type Texts } from '../texts/texts.ts'
import { ActingContext, fetchActing } from './acting-context.ts'
import { Comments } from './comments.tsx'
import { TextsContext } from './texts-context.ts'
import { useLater } from './use-later.ts'
import { useThread } from './use-thread.ts'

interface RootProps {
  readonly base: string
  readonly fetcher: typeof fetch
  readonly settings: Settings
  readonly id: string
  readonly isDark: boolean
  /** The tree that it stands in. */
  readonly root: ShadowRoot
}

/**
 * The whole of one element, for one article: another article is another root. For a signed-in reader the parts to write
 * with come first; nothing is drawn before they are there, so that nothing moves.
 */
export function Root({ root, ...props }: RootProps) {
  const { token, language } = props.settings
  const texts = useLater(language, () => fetchTexts(language)).value
  const acting = useLater(language, token ? () => fetchActing(language, root) : undefined)
  if (token && !acting.value && !acting.hasFailed) return <Reserved />
  const parts = token ? acting.value : undefined
  return (
    <ActingContext.Provider value={parts}>
      <Article key={parts ? 'signed' : 'guest'} {...props} texts={texts} />
    </ActingContext.Provider>
  )
}

/** Asks for the list while the words are on their way. */
function Article({
  base,
  fetcher,
  settings,
  id,
  isDark,
  texts,
}: Omit<RootProps, 'root'> & { readonly texts: Texts | undefined }) {
  const { article, token, language, site } = settings
  // The parts of the settings that requests carry; a new theme must not ask the service again.
  const api = useMemo(() => createApi(base, settings, fetcher), [base, article, token, language, site])
  const { thread, snapshot } = useThread(api, settings)
  if (!texts) return <Reserved />
  return (
    <TextsContext.Provider value={texts}>
      <Comments api={api} thread={thread} snapshot={snapshot} settings={settings} id={id} isDark={isDark} />
    </TextsContext.Provider>
  )
}

function Reserved() {
  return <div class="yp panel reserved" />
}
