import type { ComponentChildren } from 'preact'
import { useTexts } from './texts/texts.ts'

export function Brand({ children }: { children?: ComponentChildren }) {
  const { t } = useTexts()
  return (
    <span class="brand" lang="zh-Hant">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <rect x="1" y="1" width="22" height="22" rx="4" fill="var(--no)" />
        <circle cx="10.2" cy="10.2" r="5.2" fill="none" stroke="var(--on-no)" stroke-width="1.9" />
        <path d="M14.2 14.2 19 19" stroke="var(--on-no)" stroke-width="1.9" stroke-linecap="round" />
      </svg>
      {t('brand')}
      {children}
    </span>
  )
}
