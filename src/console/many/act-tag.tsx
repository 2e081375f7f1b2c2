import type { BulkSummary } from '../../http/moderator/bulk/bulk-schemas.ts'
import { useTexts } from '../texts/texts.ts'

const CLASS = {
  proposed: 'tag warn',
  acted: 'tag ok',
  undone: 'tag',
  withdrawn: 'tag',
  expired: 'tag',
  lapsed: 'tag',
} as const

export function ActTag({ state }: Pick<BulkSummary, 'state'>) {
  const { t } = useTexts()
  return <span class={CLASS[state]}>{t(`acts.state.${state}`)}</span>
}
