import { useTexts } from '../texts/texts.ts'

/** Nothing is left to claim; `others` counts what colleagues hold. */
export function Empty({ others }: { others: number }) {
  const { t } = useTexts()
  return (
    <div class="whole" role="status">
      <div class="msg">
        <svg
          viewBox="0 0 88 66"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linejoin="round"
          aria-hidden="true"
        >
          <path d="M18 40V12h52v28" />
          <path d="M8 40h20l5 8h22l5-8h20v18H8z" />
          <path d="m35 25 7 7 13-14" stroke="var(--ok)" stroke-width="3" stroke-linecap="round" />
        </svg>
        <h1>{t('empty.title')}</h1>
        <p>{others > 0 ? t('empty.others', { count: others }) : t('empty.text')}</p>
      </div>
    </div>
  )
}
