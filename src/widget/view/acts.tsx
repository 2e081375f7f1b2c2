import { useRef, useState } from 'preact/hooks'
import type { OwnComment, PublicComment } from '../../http/reader/schemas.ts'
import type { Api } from '../api.ts'
import type { Language } from '../language.ts'
import { isLiked } from '../likes.ts'
import { signed } from '../signed-thread.ts'
import type { Snapshot } from '../snapshot.ts'
import { fill } from '../texts/texts.ts'
import type { Thread } from '../thread.ts'
import { Block } from './block.tsx'
import { EditPlace } from './edit-place.tsx'
import { LikeButton } from './like-button.tsx'
import { LikeCount } from './like-count.tsx'
import type { OwnActions } from './own-actions.ts'
import { ReplyBox } from './reply-box.tsx'
import { useTexts } from './texts-context.ts'
import { Withdraw } from './withdraw.tsx'

/** What a reply is written with. */
export interface Writing {
  readonly api: Api
  readonly article: string
  readonly id: string
  readonly language: Language
}

export interface ActsProps {
  readonly comment: PublicComment
  readonly snapshot: Snapshot
  readonly thread: Thread
  readonly canWrite: boolean
  readonly actions: OwnActions
  readonly writing: Writing
}

/** What a signed-in reader may do with a comment: like it, answer it, take it back where it is their own. */
export function Acts({ comment, snapshot, thread, canWrite, actions, writing }: ActsProps) {
  const texts = useTexts()
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
            <EditPlace comment={own} canWrite={canWrite} edit={actions.edit} />
            <Withdraw withdraw={() => actions.withdraw(id)} />
          </>
        ) : (
          <Block author={author} block={(key) => signed(thread).block(key, true)} />
        )}
      </div>
      {isAnswering && <ReplyBox writing={writing} comment={comment} close={close} sent={sent} />}
    </>
  )
}
