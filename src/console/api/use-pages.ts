import type { Reply } from './request.ts'
import { useLoaded } from './use-loaded.ts'

interface Page {
  /** `null` on the last one. */
  readonly nextCursor: string | null
}

interface Paging<P extends Page> {
  readonly ask: (cursor: string | null) => Promise<Reply<P>>
  /** Puts the next page behind what was seen. */
  readonly join: (seen: P, next: P) => P
  readonly onEnded: () => void
}

/** Loads page after page as `useLoaded` does; what was seen stays where it is. */
export function usePages<P extends Page>({ ask, join, onEnded }: Paging<P>) {
  const { value: page, send, ...rest } = useLoaded(() => ask(null), onEnded)
  const more = () =>
    send(async () => {
      const reply = await ask(page?.nextCursor ?? null)
      return reply.kind === 'ok' && page ? { kind: 'ok', value: join(page, reply.value) } : reply
    })
  return { ...rest, page, more: () => void more() }
}
