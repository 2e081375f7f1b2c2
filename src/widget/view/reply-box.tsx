import { useLayoutEffect, useRef } from 'preact/hooks'
import type { OwnComment, PublicComment } from '../../http/reader/schemas.ts'
import { fill } from '../texts/texts.ts'
import type { Writing } from './acts.tsx'
import { ComposerView } from './composer.tsx'
import { useTexts } from './texts-context.ts'
import { useComposer } from './use-composer.ts'

interface ReplyBoxProps {
  readonly writing: Writing
  readonly comment: PublicComment
  readonly close: () => void
  readonly sent: (reply: OwnComment) => void
}

/** Where a reply is written, below what it answers. Closing it keeps the draft. */
export function ReplyBox({ writing, comment, close, sent }: ReplyBoxProps) {
  const { api, article, id } = writing
  const texts = useTexts()
  const input = useRef<HTMLTextAreaElement>(null)
  const composer = useComposer({ api, article, replyTo: comment.id, onSent: sent })
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
