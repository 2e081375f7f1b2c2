import { useState } from 'preact/hooks'
import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import type { Acting } from './acting.ts'
import { useSending } from './use-sending.ts'

type Level = CommentView['article']['riskLevel']

const LEVELS: readonly Level[] = ['normal', 'elevated', 'sensitive']

interface Props {
  readonly article: CommentView['article']
  readonly acting: Acting | undefined
}

/** How risky the article is, which leads set. */
export function Risk({ article, acting }: Props) {
  const { t } = useTexts()
  const [set, setSet] = useState<Level | null>(null)
  const level = set ?? article.riskLevel
  const { isBusy, error, send } = useSending<Level>(t('risk.failed'), setSet)
  if (!acting?.isLead) return <span class={level === 'normal' ? 'tag' : 'tag warn'}>{t(`risk.${level}`)}</span>
  const change = (next: Level) =>
    send(async () => {
      const reply = await acting.api.setRiskLevel(article.id, next)
      return reply.kind === 'ok' ? { kind: 'ok', value: next } : reply
    })
  return (
    <>
      <select
        class="f risk"
        aria-label={t('risk.label')}
        value={level}
        disabled={isBusy}
        onChange={(event) => void change(event.currentTarget.value as Level)}
      >
        {LEVELS.map((one) => (
          <option key={one} value={one}>
            {t(`risk.${one}`)}
          </option>
        ))}
      </select>
      {error !== null && (
        <span class="err" role="alert">
          {error}
        </span>
      )}
    </>
  )
}
