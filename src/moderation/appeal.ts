import { type Words, words } from './language.ts'
import type { Status } from './life-cycle.ts'

/** What became of an appeal: `lapsed` where the decision it was about was taken back, so that nothing was left to decide. */
export type AppealOutcome = 'upheld' | 'overturned' | 'lapsed'

/** Returns what a decision made of an appeal, by where the comment stands after it: public again is overturned. */
export function appealOutcome(after: Status): Exclude<AppealOutcome, 'lapsed'> {
  return after === 'published' ? 'overturned' : 'upheld'
}

/** What the author of an appeal is told. */
export const APPEAL_ANSWERS: Readonly<Record<AppealOutcome | 'open', Words>> = {
  open: words(
    '另一位編輯會再看一次，不是原來那位。看過後這裡會寫明結果。',
    'Another editor will look at it, not the one who decided. The result will stand here.',
  ),
  upheld: words('另一位編輯看過，維持原來的決定。', 'Another editor has looked at it and upholds the decision.'),
  overturned: words(
    '另一位編輯看過，推翻原來的決定，評論已恢復，據此所作的處置（如有）一併解除。抱歉讓你久等。',
    'Another editor has overturned the decision: the comment is public again, and any measure that rested on it has ended. We are sorry.',
  ),
  lapsed: words(
    '原來的決定已撤銷，申訴不用再處理。',
    'The decision was taken back, so that there is nothing left to appeal.',
  ),
}
