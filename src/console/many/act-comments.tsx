import type { BulkView } from '../../http/moderator/bulk/bulk-schemas.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { type Texts, useTexts } from '../texts/texts.ts'
import { RowCells, RowHeads } from './row-cells.tsx'

interface Props {
  readonly act: BulkView
  readonly categories: CategoriesByCode
  readonly isVeiled: boolean
}

/** The comments of an act with what became of each. */
export function ActComments({ act, categories, isVeiled }: Props) {
  const { t } = useTexts()
  return (
    <table class="picks">
      <caption class="vh">{t('many.table')}</caption>
      <thead>
        <tr>
          <RowHeads />
          <th scope="col" class="last">
            {t('acts.became')}
          </th>
        </tr>
      </thead>
      <tbody>
        {act.comments.map((row) => (
          <tr key={row.id}>
            <RowCells row={row} categories={categories} isVeiled={isVeiled} />
            <td class="last">{becameText(row, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function becameText({ outcome, undoOutcome }: BulkView['comments'][number], t: Texts['t']): string {
  if (undoOutcome !== null) return t(`acts.undid.${undoOutcome}`)
  if (outcome === null) return t('acts.not_yet')
  return outcome === 'decided' ? t('acts.decided') : t(`many.why.${outcome}`)
}
