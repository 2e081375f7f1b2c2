import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'

interface Props {
  readonly answered: CommentView['answered']
  /** Whether what nobody else can read is blurred. */
  readonly isVeiled: boolean
}

/** What a reply answers: without it, few replies can be judged. */
export function Answered({ answered, isVeiled }: Props) {
  const { t } = useTexts()
  if (answered.length === 0) return null
  return (
    <ol class="answered" aria-label={t('card.answers')}>
      {answered.map(({ id, name, text, lang, status }) => {
        const isBlurred = isVeiled && status !== 'published'
        return (
          <li key={id}>
            <span class="dim">
              {t('card.answers')} <bdi>{name}</bdi>
              {status !== 'published' && ` ${t('list.dot')} ${t(`status.${status}`)}`}
            </span>
            <p class={isBlurred ? 'veiled' : ''} aria-hidden={isBlurred} lang={lang ?? undefined} dir="auto">
              {text}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
