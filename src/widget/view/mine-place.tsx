import type { Api } from '../api.ts'
import { signed } from '../signed-thread.ts'
import type { Thread } from '../thread.ts'
import { useActingTexts, useMine } from './acting-context.ts'

interface MinePlaceProps {
  readonly api: Api
  readonly thread: Thread
  readonly blocked: readonly string[]
  readonly announce: (words: string) => void
}

/** Where the reader's profile stands once what shows it has come. */
export function MinePlace(props: MinePlaceProps) {
  const texts = useActingTexts()
  const { value: mine, hasFailed } = useMine(true)
  if (mine) return <mine.parts.MinePanel texts={mine.texts} {...props} thread={signed(props.thread)} />
  if (!hasFailed) return null
  return (
    <p class="hint no" role="alert">
      {texts.likeFailed}
    </p>
  )
}
