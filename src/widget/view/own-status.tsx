import type { OwnComment } from '../../http/reader/schemas.ts'
import { clockTime } from '../relative-time.ts'
import { endSentence } from '../sentence.ts'
import { fill } from '../texts/texts.ts'
import type { ActingGiven } from './given.ts'

/** Why the comment waits, behind how many, and for how long. */
export function Waiting({ waiting }: { readonly waiting: OwnComment['waiting'] }, { acting: { texts } }: ActingGiven) {
  const ahead = waiting?.ahead ?? 0
  return (
    <>
      <p>
        {endSentence(waiting?.reason || texts.heldReason)}
        {ahead > 0 ? fill(texts.ahead, { n: ahead }) : texts.aheadNone}
        {waiting?.typicalMinutes ? (
          <>
            <b>{fill(texts.within, { n: waiting.typicalMinutes })}</b>
            {texts.withinEnd}
          </>
        ) : (
          texts.resultHere
        )}
      </p>
      <ol class="steps" aria-label={texts.steps}>
        <li class="done">
          <i />
          {texts.stepReceived}
        </li>
        <li class="now" aria-current="step">
          <i />
          {texts.stepReview}
        </li>
        <li>
          <i />
          {texts.stepPublic}
        </li>
      </ol>
    </>
  )
}

/** What became of an appeal, and until when it is answered. */
export function Appealed(
  { appeal }: { readonly appeal: NonNullable<OwnComment['appeal']> },
  { settings, acting: { texts } }: ActingGiven,
) {
  const { ticket, status, answer, dueAt } = appeal
  const at = new Date(dueAt).toLocaleString(settings.language, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <p>
      {fill(texts.appealTicket, { ticket })}
      {endSentence(answer)}
      {status === 'open' && fill(texts.appealDue, { at })}
    </p>
  )
}

/** What was decided, by whom and when. */
export function Decided(
  { notice }: { readonly notice: NonNullable<OwnComment['notice']> },
  { acting: { texts } }: ActingGiven,
) {
  const decided = notice.decidedBy === 'moderator' ? texts.decidedByModerator : texts.decidedByPolicy
  return (
    <p>
      {endSentence(notice.message)}
      {fill(decided, { clock: clockTime(notice.decidedAt) })}
    </p>
  )
}
