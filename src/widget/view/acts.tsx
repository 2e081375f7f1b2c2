import { useRef, useState } from 'preact/hooks'
import type { OwnComment, PublicComment } from '../../http/reader/schemas.ts'
import { isLiked } from '../likes.ts'
import { signed } from '../signed-thread.ts'
import { fill } from '../texts/texts.ts'
import { Block } from './block.tsx'
import { EditPlace } from './edit-place.tsx'
import type { Given } from './given.ts'
import { LikeButton } from './like-button.tsx'
import { LikeCount } from './like-count.tsx'
import type { OwnActions } from './own-actions.ts'
import { ReplyBox } from './reply-box.tsx'
import type { SignedComments } from './signed-comments.tsx'
import { Withdraw } from './withdraw.tsx'

interface ActsProps {
  readonly comment: PublicComment
  readonly canWrite: boolean
  readonly actions: OwnActions
  readonly view: SignedComments
}

/** What a signed-in reader may do with a comment: like it, answer it, take it back where it is their own. */
export function Acts({ comment, canWrite, actions, view }: ActsProps, { texts }: Given) {
  const { snapshot, thread } = view.props
  const opener = useRef<HTMLButtonElement>(null)
  const [isAnswering, setAnswering] = useState(false)
  const { id, author, likes } = comment
  const own = snapshot.own.find((each) => each.id === id)
  /** The box is gone: the focus goes back to what opened it. */
  const close = () => {
    opener.current?.focus()
    setAnswering(false)
  }
  const sent = (reply: OwnComment) => {
    close()
    actions.replied(reply)
  }
  if (!canWrite) {
    if (own)
      return (
        <div class="ops">
          <Withdraw withdraw={() => actions.withdraw(id)} />
        </div>
      )
    return <LikeCount likes={likes} />
  }
  return (
    <>
      <div class="ops">
        <LikeButton likes={likes} isLiked={isLiked(snapshot, id)} toggle={() => signed(thread).toggleLike(id)} />
        <button
          class="txt"
          type="button"
          ref={opener}
          aria-label={fill(texts.answers, { name: author.name })}
          aria-expanded={isAnswering}
          onClick={() => (isAnswering ? close() : setAnswering(true))}
        >
          {texts.reply}
        </button>
        {own ? (
          <>
            <EditPlace comment={own} canWrite={canWrite} actions={actions} />
            <Withdraw withdraw={() => actions.withdraw(id)} />
          </>
        ) : (
          <Block author={author} block={(key) => signed(thread).block(key, true)} />
        )}
      </div>
      {isAnswering && <ReplyBox view={view} comment={comment} close={close} sent={sent} />}
    </>
  )
}
