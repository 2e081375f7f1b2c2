import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { clock } from '../time-words.ts'

/** What a moderator asked a lead, and the answer once there is one. */
export function Escalation({ escalation }: { escalation: NonNullable<CommentView['escalation']> }) {
  const { t, language } = useTexts()
  const { question, askedBy, askedAt, answer, answeredBy, answeredAt } = escalation
  return (
    <div class="escalation">
      <p>
        <span class="tag up">{t('escalation.asked', { by: askedBy, time: clock(askedAt, language) })}</span> {question}
      </p>
      {answer !== null && answeredAt !== null && (
        <p>
          <span class="tag ok">
            {t('escalation.answered', { by: answeredBy ?? '', time: clock(answeredAt, language) })}
          </span>{' '}
          {answer}
        </p>
      )}
    </div>
  )
}
