import { useRef } from 'preact/hooks'
import type { OwnComment } from '../../http/reader/schemas.ts'
import type { Problem } from '../problem.ts'
import { endSentence } from '../sentence.ts'
import type { Snapshot } from '../snapshot.ts'
import type { ActingTexts } from '../texts/acting/acting-texts.ts'
import { CheckIcon, ClockIcon, NoticeIcon } from './acting-icons.tsx'
import { AppealPlace } from './appeal-place.tsx'
import { answersWords, Comment } from './comment.tsx'
import { EditPlace } from './edit-place.tsx'
import type { ActingGiven } from './given.ts'
import { Note } from './note.tsx'
import { Appealed, Decided, Waiting } from './own-status.tsx'
import { Withdraw } from './withdraw.tsx'

export interface OwnCommentActions {
  readonly withdraw: (id: string) => Promise<Problem | undefined>
  readonly rewrite: (comment: OwnComment) => void
  readonly dismiss: (id: string) => void
  readonly edit: Edit
  /** Shows how the own comments stand now. */
  readonly refresh: () => void
  /** Sends a reason; what comes back says why it was not taken. */
  readonly appeal: (id: string, reason: string) => Promise<Problem | undefined>
}

/** Sends a new text under a key; what comes back says why it was not taken. */
export type Edit = (id: string, text: string, key: string) => Promise<Problem | undefined>

interface OwnCommentsProps {
  readonly snapshot: Snapshot
  readonly comments: readonly OwnComment[]
  readonly canWrite: boolean
  readonly actions: OwnCommentActions
}

/** Own comments in a list, each of which knows whether it has been held. */
export function OwnComments({ snapshot, comments, ...rest }: OwnCommentsProps) {
  return comments.map((comment) => (
    <OwnCommentView
      key={comment.id}
      comment={comment}
      wasHeld={snapshot.fresh.some(({ id, from }) => id === comment.id && from === 'held')}
      {...rest}
    />
  ))
}

interface OwnCommentProps {
  readonly comment: OwnComment
  readonly wasHeld: boolean
  readonly canWrite: boolean
  readonly actions: OwnCommentActions
}

/** The reader's own comment with what the public does not see: that it waits, or why it was refused. */
function OwnCommentView({ comment, wasHeld, canWrite, actions }: OwnCommentProps, { texts, acting }: ActingGiven) {
  const { status } = comment
  // One note for every status: the element stays when the status changes, so that a screen reader announces the change.
  return (
    <li class="mine">
      <Comment comment={comment} at={comment.createdAt} answers={answersWords(comment, texts)}>
        <Note tone={TONE[status]} icon={ICON[status]} title={titleOf(comment, wasHeld, acting.texts)}>
          {status === 'held' && <Waiting waiting={comment.waiting} />}
          {comment.notice && <Decided notice={comment.notice} />}
          {comment.appeal && comment.notice && <Appealed appeal={comment.appeal} />}
          <Actions comment={comment} canWrite={canWrite} actions={actions} />
        </Note>
      </Comment>
    </li>
  )
}

const TONE = { held: 'wait', published: 'ok', rejected: 'no', removed: 'no', withdrawn: 'off' } as const

const ICON = {
  held: <ClockIcon />,
  published: <CheckIcon />,
  rejected: <NoticeIcon />,
  removed: <NoticeIcon />,
  withdrawn: undefined,
} as const

/** What became of a comment that was just sent, for whoever does not see the note. */
export function outcomeWords(comment: OwnComment, texts: ActingTexts): string {
  const title = titleOf(comment, false, texts)
  return comment.notice ? `${endSentence(title)}${comment.notice.message}` : title
}

function titleOf({ status, notice }: OwnComment, wasHeld: boolean, texts: ActingTexts): string {
  if (status === 'held') return texts.heldTitle
  if (status === 'published') return wasHeld ? texts.approvedTitle : texts.publishedTitle
  return notice?.title || (status === 'removed' ? texts.removedTitle : texts.rejectedTitle)
}

function Actions({ comment, canWrite, actions }: Omit<OwnCommentProps, 'wasHeld'>, { acting: { texts } }: ActingGiven) {
  const last = useRef<HTMLButtonElement>(null)
  if (comment.status === 'held' || comment.status === 'published') {
    return (
      <div class="do">
        <EditPlace comment={comment} canWrite={canWrite} actions={actions} />
        <Withdraw withdraw={() => actions.withdraw(comment.id)} />
      </div>
    )
  }
  return (
    <div class="do">
      {comment.status === 'rejected' && comment.thread === null && canWrite && (
        <button class="send" type="button" onClick={() => actions.rewrite(comment)}>
          {texts.rewrite}
        </button>
      )}
      <AppealPlace comment={comment} appeal={actions.appeal} sent={() => last.current?.focus()} />
      <button class="txt" type="button" ref={last} onClick={() => actions.dismiss(comment.id)}>
        {texts.dismiss}
      </button>
    </div>
  )
}
