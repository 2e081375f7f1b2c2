import { type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { turnOf } from '../moderation/queue.ts'
import { judgesOf, readersOf } from '../storage/judges.ts'
import type { Answers } from './open-questions.ts'

interface Writing {
  readonly siteId: string
  readonly at: Date
  /** Whoever decides, whose decision it is first: one, or who proposed an act on many and who approved it. */
  readonly deciders: readonly string[]
}

/** The answers that the decision on one comment gives. */
export interface Answered {
  readonly commentId: string
  readonly decisionId: string
  readonly answers: Answers
}

/** A part of the statement, or `false` where none is due. */
type Part = RawBuilder<unknown> | false

/**
 * The parts of a deciding statement that write the answers for the comments whose ids are in its `settled`, each beginning
 * with a comma; none where none is due.
 */
export function writeAnswers(writing: Writing, answered: readonly Answered[]): RawBuilder<unknown> {
  const parts = [answerAppeals, settleBetween, tellOverturned, liftSanctions, barDeciders, askSecond]
  return sql.join(
    parts.map((part) => part(writing, answered)).filter((part) => part !== false),
    sql``,
  )
}

function answerAppeals({ siteId, at }: Writing, answered: readonly Answered[]): Part {
  const heard = answered.flatMap(({ commentId, decisionId, answers: { appeal } }) =>
    appeal ? [{ comment_id: commentId, decision_id: decisionId, ...appeal }] : [],
  )
  if (heard.length === 0) return false
  return sql`, heard as (
    update appeal set outcome = one.outcome, answered_at = ${at}, answer_id = one.decision_id
    from settled join ${rows(heard)} as one (comment_id uuid, decision_id uuid, id uuid, outcome text)
      on one.comment_id = settled.id
    where site_id = ${siteId} and appeal.id = one.id
  )`
}

function settleBetween({ siteId }: Writing, answered: readonly Answered[]): Part {
  const agreed = answered.flatMap(({ commentId, decisionId, answers: { settled } }) =>
    settled.map((id) => ({ comment_id: commentId, decision_id: decisionId, id })),
  )
  if (agreed.length === 0) return false
  return sql`, settled_between as (
    update second_review set lead_decision_id = one.decision_id
    from settled join ${rows(agreed)} as one (comment_id uuid, decision_id uuid, id uuid) on one.comment_id = settled.id
    where site_id = ${siteId} and second_review.id = one.id
  )`
}

function tellOverturned({ siteId }: Writing, answered: readonly Answered[]): Part {
  const overturned = answered.flatMap(({ commentId, answers }) =>
    answers.overturned.map((who) => ({ comment_id: commentId, who })),
  )
  if (overturned.length === 0) return false
  return sql`, told_of_overturning as (
    insert into change (site_id, type, comment_id, moderator_id)
    select ${siteId}, 'overturned', settled.id, who
    from settled join ${rows(overturned)} as one (comment_id uuid, who uuid) on one.comment_id = settled.id
  )`
}

/** Their events are among those of the decision. */
function liftSanctions({ siteId, at, deciders: [decider] }: Writing, answered: readonly Answered[]): Part {
  const lifted = answered.flatMap(({ commentId, decisionId, answers }) =>
    answers.lifted.map(({ id }) => ({ comment_id: commentId, decision_id: decisionId, id })),
  )
  if (lifted.length === 0) return false
  return sql`, lifting as (
    select settled.id, one.decision_id, one.id as sanction_id
    from settled join ${rows(lifted)} as one (comment_id uuid, decision_id uuid, id uuid) on one.comment_id = settled.id
  ), lifted as (
    insert into sanction_lift (site_id, sanction_id, lifted_by, lifted_at, decision_id)
    select ${siteId}, sanction_id, ${decider}, ${at}, decision_id from lifting
  ), told_of_lifting as (
    insert into change (site_id, type, comment_id, moderator_id)
    select distinct ${siteId}, 'sanctioned', id, ${decider}::uuid from lifting
  )`
}

function barDeciders({ siteId, deciders }: Writing, answered: readonly Answered[]): Part {
  const barring = answered.flatMap(({ commentId, answers }) =>
    answers.barring.map((queue) => ({ comment_id: commentId, queue })),
  )
  if (barring.length === 0) return false
  return sql`, barred as (
    update waiting set barred = barred || ${deciders}::uuid[]
    from settled join ${rows(barring)} as one (comment_id uuid, queue text) on one.comment_id = settled.id
    where site_id = ${siteId} and waiting.comment_id = settled.id and waiting.queue = one.queue
  )`
}

/**
 * Of whoever has read on an open card what was made of the comment before only where nobody else is left; where nobody is
 * at all, nothing is drawn: the question would wait for good.
 */
function askSecond({ siteId, at, deciders }: Writing, answered: readonly Answered[]): Part {
  const asked = answered.flatMap(({ commentId, decisionId, answers: { second, barring } }) =>
    second
      ? [
          {
            ...{ comment_id: commentId, decision_id: decisionId, id: uuidv7(), ...second },
            is_waiting: barring.includes('second'),
          },
        ]
      : [],
  )
  if (asked.length === 0) return false
  const someoneBut = (barred: RawBuilder<unknown>) => sql`exists (
    select from moderator where site_id = ${siteId} and disabled_at is null and role <> 'auditor'
      and moderator.id <> all (${barred})
  )`
  return sql`, asked_of as (
    select one.*, array(
      select judge.id from (${judgesOf(siteId, sql`settled.id`)}) as judge union select unnest(${deciders}::uuid[])
    ) as judges, array(${readersOf(siteId, sql`settled.id`)}) as readers
    from settled join ${rows(asked)}
      as one (comment_id uuid, decision_id uuid, id uuid, reason text, share double precision, is_waiting boolean)
      on one.comment_id = settled.id
  ), chosen as (
    select *, case when ${someoneBut(sql`judges || readers`)} then judges || readers else judges end as barred
    from asked_of where ${someoneBut(sql`judges`)}
  ), sampled as (
    insert into review_sample (site_id, comment_id, kind, probability, drawn_at)
    select ${siteId}, comment_id, 'second', share, ${at} from chosen where reason = 'sample'
    on conflict do nothing returning comment_id
  ), drawn as (
    select * from chosen where reason = 'appeal' or comment_id in (select comment_id from sampled)
  ), seconded as (
    insert into second_review (site_id, id, comment_id, decision_id, reason, asked_at)
    select ${siteId}, id, comment_id, decision_id, reason, ${at} from drawn
  ), asked_second as (
    insert into waiting (site_id, comment_id, queue, queue_at, since, barred)
    select ${siteId}, comment_id, 'second', ${turnOf('second', at)}, ${at}, barred from drawn where not is_waiting
    on conflict do nothing
  )`
}

/** As one parameter, so that the text stays the same for any number of them. */
function rows(all: readonly object[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(all)}::jsonb)`
}
