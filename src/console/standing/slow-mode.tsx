import type { NewSlowness } from '../../http/moderator/article-schemas.ts'
import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { type Texts, useTexts } from '../texts/texts.ts'
import type { Acting } from './acting.ts'
import { ArticleSetting } from './article-setting.tsx'

type Slowness = CommentView['article']['slow']

/** As the interface takes them. */
const CHOICES: readonly NewSlowness['seconds'][] = [null, 0, 30, 60, 300, 900]

interface Props {
  readonly article: CommentView['article']
  readonly acting: Acting | undefined
}

/** How long a reader waits between two comments on the article, which leads set. */
export function SlowMode({ article: { id, slow }, acting }: Props) {
  const { t } = useTexts()
  const text = (chosen: number | null) => slowText(chosen, slow, t)
  if (!acting?.isLead) return slow.seconds === 0 ? null : <span class="tag warn">{text(slow.chosen)}</span>
  return (
    <ArticleSetting
      label={t('slow.label')}
      value={CHOICES.find((choice) => choice === slow.chosen) ?? null}
      choices={CHOICES}
      text={text}
      failed={t('slow.failed')}
      save={(seconds) => acting.api.setSlowMode(id, seconds)}
    />
  )
}

function slowText(chosen: number | null, slow: Slowness, t: Texts['t']): string {
  if (chosen === 0) return t('slow.never')
  if (chosen !== null) {
    return chosen < 120 ? t('slow.seconds', { count: chosen }) : t('slow.minutes', { count: chosen / 60 })
  }
  const isSlowNow = slow.chosen === null && slow.seconds > 0
  return isSlowNow ? t('slow.measured_now', { count: slow.seconds }) : t('slow.measured')
}
