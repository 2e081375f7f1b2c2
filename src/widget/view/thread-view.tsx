import { useRef } from 'preact/hooks'
import type { PublicComment } from '../../http/reader/schemas.ts'
import { listedReplies, repliesLeft, repliesOf } from '../replies.ts'
import type { Snapshot } from '../snapshot.ts'
import { fill, formatCount } from '../texts/texts.ts'
import type { Thread } from '../thread.ts'
import { useActing } from './acting-context.ts'
import type { Writing } from './acts.tsx'
import { answersWords, Comment } from './comment.tsx'
import { Failed } from './failed.tsx'
import { LikeCount } from './like-count.tsx'
import type { OwnActions } from './own-actions.ts'
import { ReportPlace } from './report-place.tsx'
import { useTexts } from './texts-context.ts'

interface ThreadViewProps {
  readonly first: PublicComment
  readonly snapshot: Snapshot
  readonly thread: Thread
  readonly canWrite: boolean
  /** Of a signed-in reader. */
  readonly actions: OwnActions | undefined
  readonly writing: Writing
  readonly announce: (words: string) => void
}

/** A first comment, or the place that it left, and the replies that were asked for. */
export function ThreadView(props: ThreadViewProps) {
  const { first, snapshot, thread, canWrite, actions } = props
  const texts = useTexts()
  const acting = useActing()
  const own = acting ? acting.parts.ownReplies(snapshot, first.id) : []
  const others = listedReplies(snapshot, first.id)
  const acts = (comment: PublicComment) =>
    acting && actions ? (
      <acting.parts.Acts {...props} actions={actions} comment={comment} />
    ) : (
      <LikeCount likes={comment.likes} />
    )
  /** What an author wrote whom the reader has blocked is folded away. */
  const said = (comment: PublicComment, answers = '') => {
    const { author, publishedAt, ipRegion, ...shown } = comment
    const whole = (
      <Comment
        {...{ id: shown.id, text: shown.text, lang: shown.lang, editedAt: shown.editedAt, answers }}
        name={author.name}
        at={publishedAt}
        region={ipRegion}
        badge={author.badge}
      >
        {acts(comment)}
        {!snapshot.own.some(({ id }) => id === comment.id) && (
          <ReportPlace comment={comment} api={props.writing.api} language={props.writing.language} />
        )}
      </Comment>
    )
    const { key } = author
    if (!acting || key === null || !snapshot.blocked.includes(key)) return whole
    return (
      <acting.parts.Folded thread={thread} author={key}>
        {whole}
      </acting.parts.Folded>
    )
  }
  return (
    <li class="thread" tabIndex={-1} data-id={first.id}>
      {first.gone === null ? said(first) : <Place gone={first.gone} />}
      {(others.length > 0 || own.length > 0) && (
        <ol class="kids" aria-label={texts.reply}>
          {others.map((reply) => (
            <li key={reply.id} tabIndex={-1} data-id={reply.id}>
              {said(reply, reply.replyTo?.id === first.id ? '' : answersWords(reply, texts))}
            </li>
          ))}
          {acting && actions && <acting.parts.OwnComments comments={own} {...{ snapshot, canWrite, actions }} />}
        </ol>
      )}
      <MoreReplies {...props} />
    </li>
  )
}

function Place({ gone }: { readonly gone: NonNullable<PublicComment['gone']> }) {
  const texts = useTexts()
  const words = { held: texts.goneHeld, withdrawn: texts.goneWithdrawn, removed: texts.goneRemoved }
  return (
    <article class="c" part="comment">
      <span class="face none" aria-hidden="true" />
      <div>
        <p class="gone">{gone === 'rejected' ? words.removed : words[gone]}</p>
      </div>
    </article>
  )
}

function MoreReplies({ first, snapshot, thread, announce }: ThreadViewProps) {
  const texts = useTexts()
  const place = useRef<HTMLDivElement>(null)
  const { isBusy, isLoaded, hasFailed, comments } = repliesOf(snapshot, first.id)
  const left = repliesLeft(snapshot, first)
  if (left === 0) return null
  const load = async () => {
    const item = place.current?.parentElement
    const shown = comments.length
    const brought = await thread.loadReplies(first.id)
    if (brought === 0) return
    announce(fill(texts.loaded, { n: brought }))
    item?.querySelectorAll<HTMLElement>('.kids > li[data-id]')[shown]?.focus()
  }
  return (
    <div class="kids" ref={place}>
      <button class="more" type="button" part="load-replies" aria-busy={isBusy} onClick={load}>
        {fill(isLoaded ? texts.moreReplies : texts.showReplies, { n: formatCount(left) })}
      </button>
      <Failed isSo={hasFailed} words={texts.repliesFailed} />
    </div>
  )
}
