import { type Language, words } from '../../moderation/language.ts'
import { siteTime } from '../../moderation/time-zone.ts'
import type { LeaseLost } from '../../review/lease.ts'
import { UNDO_SECONDS, type Undone } from '../../review/undo.ts'
import { categoryRow } from '../../screening/taxonomy.ts'
import type { DecisionInForce } from '../../storage/decisions.ts'
import { MESSAGES, say } from '../messages.ts'
import type { DecisionConflict, DecisionView } from './schemas.ts'

const LOST = {
  expired: words(
    '租約已到期，這條已不由你持有。剛才的操作沒有生效，請重新領取。',
    'Your lease has run out and nothing was changed. Take the comment again.',
  ),
  taken: words(
    '租約已到期，這條已由{holder}領走。剛才的操作沒有生效。',
    'Your lease has run out and {holder} holds the comment now. Nothing was changed.',
  ),
  wrong_token: words(
    '令牌不符：這條由你持有，但領取時給的是另一個令牌。剛才的操作沒有生效。',
    'The token does not fit: you hold this comment under another one. Nothing was changed.',
  ),
  decided: MESSAGES.already_decided,
  withdrawn: words(
    '作者已撤回這條評論，不用再裁決。剛才的操作沒有生效。',
    'The author has withdrawn this comment; there is nothing left to decide. Nothing was changed.',
  ),
  edited: words(
    '作者剛改過這條評論，會按改後的文字重新排隊。剛才的操作沒有生效。',
    'The author has just changed the text; the comment comes again as it reads now. Nothing was changed.',
  ),
} as const

const DECIDED = words(
  '{by}已於 {at} 裁決這條，你的裁決沒有生效。',
  '{by} decided this comment at {at}; your decision has no effect.',
)
const NOT_UNDOABLE = {
  superseded: words(
    '之後已有另一個裁決，或已經撤銷過，不能再撤銷。',
    'It was undone already, or another decision has been made since.',
  ),
  withdrawn: words(
    '作者已撤回這條評論，不能再撤銷裁決。',
    'The author has withdrawn the comment; nothing can be undone.',
  ),
  too_late: words(
    '裁決 {seconds} 秒後或由他人所作的，只有負責人能撤銷。請找負責人。',
    'After {seconds} seconds, and what another decided, only a lead can undo. Ask one.',
  ),
  not_undoable: words(
    '這是系統所作的裁決，不能撤銷。可以另作裁決。',
    'The policy made this decision; it cannot be undone. Decide anew instead.',
  ),
} as const

const TAKEN = words('{holder}正在看這條。', '{holder} has this comment now.')
const THE_POLICY = words('系統', 'The policy')

export function viewLoss({ reason, holder }: LeaseLost, language: Language): DecisionConflict {
  return { code: 'lease_lost', message: say(LOST[reason], { holder: holder ?? '' }, language), decision: null, holder }
}

export function viewAlreadyDecided(decision: DecisionInForce, language: Language): DecisionConflict {
  const by = decision.moderator?.displayName ?? THE_POLICY
  const message = say(DECIDED, { by, at: siteTime(decision.decidedAt) }, language)
  return { code: 'already_decided', message, decision: viewDecision(decision, language), holder: null }
}

export function viewNotUndoable(refused: Exclude<Undone, { outcome: 'undone' }>, language: Language): DecisionConflict {
  const decision = refused.outcome === 'superseded' ? refused.decision : null
  return {
    code: 'not_undoable',
    message: say(NOT_UNDOABLE[refused.outcome], { seconds: UNDO_SECONDS }, language),
    decision: decision && viewDecision(decision, language),
    holder: null,
  }
}

/** For a comment that was asked for by its id. */
export function viewTaken(holder: string, language: Language): DecisionConflict {
  return { code: 'lease_lost', message: say(TAKEN, { holder }, language), decision: null, holder }
}

export function viewDecision(decision: DecisionInForce, language: Language): DecisionView {
  return {
    id: decision.id,
    commentId: decision.commentId,
    kind: decision.kind,
    category: decision.category,
    decidedAt: decision.decidedAt.toISOString(),
    decidedBy: decision.moderator?.displayName ?? 'policy',
    pledge: decision.category === null ? [] : [...categoryRow(decision.category).pledge],
    message: decision.message?.[language] ?? null,
    undoUntil: decision.moderator && new Date(decision.decidedAt.getTime() + UNDO_SECONDS * 1000).toISOString(),
  }
}
