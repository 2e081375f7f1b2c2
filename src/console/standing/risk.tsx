import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import type { Acting } from './acting.ts'
import { ArticleSetting } from './article-setting.tsx'

type Level = CommentView['article']['riskLevel']

const LEVELS: readonly Level[] = ['normal', 'elevated', 'sensitive']

interface Props {
  readonly article: CommentView['article']
  readonly acting: Acting | undefined
}

/** How risky the article is, which leads set. */
export function Risk({ article: { id, riskLevel }, acting }: Props) {
  const { t } = useTexts()
  const text = (level: Level) => t(`risk.${level}`)
  if (!acting?.isLead) return <span class={riskLevel === 'normal' ? 'tag' : 'tag warn'}>{text(riskLevel)}</span>
  return (
    <ArticleSetting
      label={t('risk.label')}
      value={riskLevel}
      choices={LEVELS}
      text={text}
      failed={t('risk.failed')}
      save={(level) => acting.api.setRiskLevel(id, level)}
    />
  )
}
