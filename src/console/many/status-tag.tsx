import { useTexts } from '../texts/texts.ts'
import type { Row } from './row.ts'

const TAG_CLASS = {
  held: 'tag warn',
  published: 'tag ok',
  rejected: 'tag no',
  removed: 'tag no',
  withdrawn: 'tag',
} as const

export function StatusTag({ status }: Pick<Row, 'status'>) {
  const { t } = useTexts()
  return <span class={TAG_CLASS[status]}>{t(`status.${status}`)}</span>
}
