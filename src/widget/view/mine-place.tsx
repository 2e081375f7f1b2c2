import type { SignedApi } from '../own-api.ts'
import { signed } from '../signed-thread.ts'
import type { Thread } from '../thread.ts'
import type { ActingGiven } from './given.ts'
import { useMine } from './use-mine.ts'

interface MinePlaceProps {
  readonly api: SignedApi
  readonly thread: Thread
  readonly blocked: readonly string[]
  readonly announce: (words: string) => void
}

/** Where the reader's profile stands once what shows it has come. */
export function MinePlace(props: MinePlaceProps, { acting }: ActingGiven) {
  const { mine, hasFailed } = useMine(acting, true)
  if (mine) return <mine.parts.MinePanel texts={mine.texts} {...props} thread={signed(props.thread)} />
  if (!hasFailed) return null
  return (
    <p class="hint no" role="alert">
      {acting.texts.likeFailed}
    </p>
  )
}
