import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import type { CategoriesByCode } from '../card/category-name.ts'
import { useTexts } from '../texts/texts.ts'
import { allOf, type Picks, pressed } from './picks.ts'
import type { Row } from './row.ts'
import { RowCells, RowHeads } from './row-cells.tsx'

interface Props<T extends Row> {
  readonly caption: string
  readonly rows: readonly T[]
  readonly picks: Picks
  readonly onPicks: (picks: Picks) => void
  readonly categories: CategoriesByCode
  readonly isVeiled: boolean
  /** Why a row cannot be ticked; `null` where it can. */
  readonly whyNot: (row: T) => string | null
  /** A last column of the list's own. */
  readonly last: { readonly head: string; readonly cell: (row: T) => ComponentChildren }
}

/** Comments to be ticked: by a press, by Space, and with Shift as many as lie between. */
export function PickTable<T extends Row>(props: Props<T>) {
  const { caption, rows, picks, onPicks, categories, isVeiled, whyNot, last } = props
  const { t } = useTexts()
  const wasShift = useRef(false)
  const order = rows.filter((row) => whyNot(row) === null).map(({ id }) => id)
  const areAll = order.length > 0 && order.every((id) => picks.ids.has(id))
  return (
    <table class="picks">
      <caption class="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="tickbox">
            <input
              type="checkbox"
              aria-label={t('many.all')}
              checked={areAll}
              disabled={order.length === 0}
              onChange={() => onPicks(allOf(order, !areAll))}
            />
          </th>
          <RowHeads />
          <th scope="col" class="last">
            {last.head}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const why = whyNot(row)
          return (
            <tr key={row.id} class={picks.ids.has(row.id) ? 'on' : undefined} data-row={row.id}>
              <td class="tickbox">
                <input
                  type="checkbox"
                  aria-label={t('many.tick', { author: row.author.name, place: rows.indexOf(row) + 1 })}
                  title={why ?? undefined}
                  disabled={why !== null}
                  checked={picks.ids.has(row.id)}
                  onKeyDown={(event) => {
                    wasShift.current = event.shiftKey
                  }}
                  onPointerDown={(event) => {
                    wasShift.current = event.shiftKey
                  }}
                  onChange={() => onPicks(pressed(picks, { id: row.id, isRange: wasShift.current }, order))}
                />
              </td>
              <RowCells row={row} categories={categories} isVeiled={isVeiled} />
              <td class="last">{why === null ? last.cell(row) : <span class="not">{why}</span>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
