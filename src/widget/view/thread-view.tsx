import { useRef, useState } from 'preact/hooks'
import type { OwnComment, PublicComment } from '../../http/reader/schemas.ts'
import type { Api } from '../api.ts'
import { isLiked } from '../likes.ts'
import { listedReplies, ownReplies, repliesLeft, repliesOf } from '../replies.ts'
import type { Snapshot } from '../snapshot.ts'
import { fill, formatCount } from '../texts/texts.ts'
import type { Thread } from '../thread.ts'
import { answersWords, Comment } from './comment.tsx'
import { Like } from './like.tsx'
import { type OwnCommentActions, OwnCommentView } from './own-comment.tsx'
import { ReplyBox } from './reply-box.tsx'
import { useTexts } from './texts-context.ts'
import { Withdraw } from './withdraw.tsx'

/** What a reply is written with. */
export interface Writing {
  readonly api: Api
  readonly article: string
  readonly id: string
  readonly sent: (comment: OwnComment) => void
}

interface ThreadViewProps {
  readonly first: PublicComment
  readonly snapshot: Snapshot
  readonly thread: Thread
  readonly canWrite: boolean
  readonly actions: OwnCommentActions
  readonly writing: Writing
  readonly announce: (words: string) => void
}

/** A first comment, or the place that it left, and the replies that were asked for. */
export function ThreadView(props: ThreadViewProps) {
  const { first, snapshot, canWrite, actions, writing } = props
  const texts = useTexts()
  const item = useRef<HTMLLIElement>(null)
  const [answered, setAnswered] = useState<string>()
  const own = ownReplies(snapshot, first.id)
  const others = listedReplies(snapshot, first.id)
  /** The box is gone: the focus goes back to what opened it. */
  const close = () => {
    item.current?.querySelector<HTMLElement>(`[data-answers="${answered}"]`)?.focus()
    setAnswered(undefined)
  }
  const box = (comment: PublicComment) =>
    answered === comment.id &&
    canWrite && (
      <ReplyBox
        writing={writing}
        comment={comment}
        close={close}
        sent={(reply) => {
          close()
          writing.sent(reply)
        }}
      />
    )
  const ops = { ...props, toggle: (id: string) => (id === answered ? close() : setAnswered(id)), answered }
  return (
    <li class="thread" tabIndex={-1} data-id={first.id} ref={item}>
      {first.gone === null ? (
        <Comment
          id={first.id}
          text={first.text}
          lang={first.lang}
          name={first.author.name}
          at={first.publishedAt}
          region={first.ipRegion}
        >
          <Operations {...ops} comment={first} />
          {box(first)}
        </Comment>
      ) : (
        <Place gone={first.gone} />
      )}
      {(others.length > 0 || own.length > 0) && (
        <ol class="kids" aria-label={texts.reply}>
          {others.map((reply) => (
            <li key={reply.id} tabIndex={-1} data-id={reply.id}>
              <Comment
                id={reply.id}
                text={reply.text}
                lang={reply.lang}
                name={reply.author.name}
                at={reply.publishedAt}
                region={reply.ipRegion}
                answers={reply.replyTo?.id === first.id ? '' : answersWords(reply, texts)}
              >
                <Operations {...ops} comment={reply} />
                {box(reply)}
              </Comment>
            </li>
          ))}
          {own.map((comment) => (
            <OwnCommentView
              key={comment.id}
              comment={comment}
              wasHeld={snapshot.fresh.some(({ id, from }) => id === comment.id && from === 'held')}
              canWrite={canWrite}
              actions={actions}
            />
          ))}
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

interface OperationsProps extends ThreadViewProps {
  readonly comment: PublicComment
  readonly answered: string | undefined
  readonly toggle: (id: string) => void
}

function Operations({ comment, snapshot, thread, canWrite, actions, answered, toggle }: OperationsProps) {
  const texts = useTexts()
  const { id, author, likes } = comment
  const isOwn = snapshot.own.some((own) => own.id === id)
  if (!canWrite && !isOwn && likes === 0) return null
  return (
    <div class="ops">
      <Like likes={likes} isLiked={isLiked(snapshot, id)} toggle={canWrite ? () => thread.toggleLike(id) : undefined} />
      {canWrite && (
        <button
          class="txt"
          type="button"
          data-answers={id}
          aria-label={fill(texts.answers, { name: author.name })}
          aria-expanded={answered === id}
          onClick={() => toggle(id)}
        >
          {texts.reply}
        </button>
      )}
      {isOwn && <Withdraw withdraw={() => actions.withdraw(id)} />}
    </div>
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
      {hasFailed && (
        <span class="hint" role="alert">
          {texts.repliesFailed}
        </span>
      )}
    </div>
  )
}
