import { type Language, words } from '../../moderation/language.ts'
import { categoryName } from '../../moderation/notice.ts'
import { isAgreed } from '../../moderation/second-opinion.ts'
import type { SecondGiven } from '../../review/second-opinion.ts'
import type { Trained } from '../../review/training.ts'
import { say } from '../messages.ts'
import { viewDecision } from './conflict.ts'
import type { Made } from './schemas.ts'
import type { TrainingTold } from './training-schemas.ts'

const TRAINING = {
  right: words(
    '這是訓練卡，你答對了：{answer}，因為{because}',
    'This was a training card, and you are right: {answer}, because {because}',
  ),
  wrong: words(
    '這是訓練卡，答案是{answer}，因為{because}',
    'This was a training card. The answer was: {answer}, because {because}',
  ),
} as const

const PUBLISH = words('通過', 'publish')
const REJECT = words('拒絕', 'reject')

/** What was thought of a comment without effect on it: nobody reads a message, and nothing is to be undone. */
export function viewOpinion(given: SecondGiven | Trained, language: Language): Made {
  const decision = { ...viewDecision(given.decision, language), message: null, undoUntil: null }
  if (given.outcome === 'second_given') return { ...decision, effect: 'second', second: given.result, training: null }
  return { ...decision, effect: 'training', second: null, training: viewTold(given, language) }
}

function viewTold({ decision, right }: Trained, language: Language): TrainingTold {
  const isRight = isAgreed(decision, right)
  const named =
    right.category === null ? PUBLISH[language] : `${REJECT[language]} · ${categoryName(right.category)[language]}`
  const message = say(TRAINING[isRight ? 'right' : 'wrong'], { answer: named, because: right.because }, language)
  return { isRight, kind: right.kind, category: right.category, because: right.because, message }
}
