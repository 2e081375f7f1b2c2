import { useLayoutEffect, useRef } from 'preact/hooks'
import type { OwnComment, PublicComment } from '../../http/reader/schemas.ts'
import { signed } from '../own-api.ts'
import { fill } from '../texts/texts.ts'
import { ComposerView } from './composer.tsx'
import type { Given } from './given.ts'
import type { SignedComments } from './signed-comments.tsx'
import { useComposer } from './use-composer.ts'

interface ReplyBoxProps {
  readonly view: SignedComments
  readonly comment: PublicComment
  readonly close: () => void
  readonly sent: (reply: OwnComment) => void
}

/** Where a reply is written, below what it answers. Closing it keeps the draft. */
export function ReplyBox({ view, comment, close, sent }: ReplyBoxProps, { texts }: Given) {
  const { api, id, settings } = view.props
  const input = useRef<HTMLTextAreaElement>(null)
  const composer = useComposer({ api: signed(api), article: settings.article, replyTo: comment.id, onSent: sent })
  // Before the next key: whoever types on at once must lose nothing.
  useLayoutEffect(() => input.current?.focus(), [])
  return (
    <div class="answer">
      <ComposerView
        composer={composer}
        input={input}
        pledgeUrl=""
        onPauseOver={composer.forgetProblem}
        id={`${id}-reply-${comment.id}`}
        reply={{ label: fill(texts.answers, { name: comment.author.name }), cancel: close }}
      />
    </div>
  )
}
