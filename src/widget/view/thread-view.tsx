import type { ComponentChild } from 'preact'
import type { PublicComment } from '../../http/reader/schemas.ts'
import { listedReplies, repliesLeft, repliesOf } from '../replies.ts'
import { fill, formatCount } from '../texts/texts.ts'
import { answersWords, Comment } from './comment.tsx'
import type { Comments } from './comments.tsx'
import { Failed } from './failed.tsx'
import type { Given } from './given.ts'
import { ReportPlace } from './report-place.tsx'

interface ThreadViewProps {
  readonly first: PublicComment
  readonly view: Comments
}

/** A first comment, or the place that it left, and the replies that were asked for. */
export function ThreadView({ first, view }: ThreadViewProps, { texts }: Given) {
  const own = view.ownReplies(first.id)
  const others = listedReplies(view.props.snapshot, first.id)
  return (
    <li class="thread" tabIndex={-1} data-id={first.id}>
      {first.gone === null ? said(view, first) : <Place gone={first.gone} />}
      {(others.length > 0 || own) && (
        <ol class="kids" aria-label={texts.reply}>
          {others.map((reply) => (
            <li key={reply.id} tabIndex={-1} data-id={reply.id}>
              {said(view, reply, reply.replyTo?.id === first.id ? '' : answersWords(reply, texts))}
            </li>
          ))}
          {own}
        </ol>
      )}
      <MoreReplies first={first} view={view} />
    </li>
  )
}

function said(view: Comments, comment: PublicComment, answers = ''): ComponentChild {
  const { id, author, publishedAt, ipRegion } = comment
  return view.shown(
    comment,
    <Comment {...{ comment, id, answers }} at={publishedAt} region={ipRegion} badge={author.badge}>
      {view.acts(comment)}
      {!view.props.snapshot.own.some((own) => own.id === id) && <ReportPlace comment={comment} view={view} />}
    </Comment>,
  )
}

function Place({ gone }: { readonly gone: NonNullable<PublicComment['gone']> }, { texts }: Given) {
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

function MoreReplies({ first, view }: ThreadViewProps, { texts }: Given) {
  const { snapshot } = view.props
  const { isBusy, isLoaded, hasFailed } = repliesOf(snapshot, first.id)
  const left = repliesLeft(snapshot, first)
  if (left === 0) return null
  const load = view.press(({ showReplies }) => showReplies(view, first))
  return (
    <div class="kids">
      <button class="more" type="button" part="load-replies" aria-busy={isBusy} onClick={load}>
        {fill(isLoaded ? texts.moreReplies : texts.showReplies, { n: formatCount(left) })}
      </button>
      <Failed isSo={hasFailed} words={texts.repliesFailed} />
    </div>
  )
}
