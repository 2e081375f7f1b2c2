import { BULK_POLICY } from '../../../moderation/bulk.ts'
import { type Words, words } from '../../../moderation/language.ts'
import { Refusal } from '../../refusal.ts'

type Refused = 'not_found' | 'id_taken' | 'own' | 'not_own' | 'closed' | 'too_late'

const PROBLEMS: Readonly<Record<Exclude<Refused, 'not_found'>, Words>> = {
  id_taken: words('這個批次編號已用於另一批，請重新預覽', 'another act has this id; preview it again'),
  own: words('自己提出的批次須由另一人確認', 'somebody else must approve what you propose'),
  not_own: words('只有提出的人或負責人能撤回', 'only its proposer or a lead may withdraw it'),
  closed: words(
    '這個批次已處理、撤回或過期，或提出的人已不能裁決',
    'it was acted, withdrawn or undone already, or has expired, or its proposer may not decide any more',
  ),
  too_late: words(
    `${BULK_POLICY.undoMinutes} 分鐘後，或由他人提出的，只有負責人能撤銷`,
    `after ${BULK_POLICY.undoMinutes} minutes, and what another proposed, only a lead can undo`,
  ),
}

/** Why an act is not started, approved, withdrawn or undone. */
export function refuseBulk(outcome: Refused): Refusal {
  if (outcome === 'not_found') return new Refusal('bulk_unknown')
  return new Refusal('bulk_conflict', { parameters: { problem: PROBLEMS[outcome] } })
}
