import type { ComponentChildren } from 'preact'
import { useTexts } from '../texts/texts.ts'

interface Props {
  readonly id: string
  readonly title: string
  readonly about?: string
  /** Of twelve columns, where there is room for them. */
  readonly columns: 4 | 5 | 6 | 7 | 8 | 12
  readonly children: ComponentChildren
}

export function Panel({ id, title, about, columns, children }: Props) {
  return (
    <section class="panel" data-columns={columns} aria-labelledby={`statistics-${id}`}>
      <div class="head">
        <h2 id={`statistics-${id}`}>{title}</h2>
        {about !== undefined && <span class="sm dim">{about}</span>}
      </div>
      {children}
    </section>
  )
}

interface TableProps {
  readonly caption: string
  readonly heads: readonly string[]
  /** The first cell of each row names it. */
  readonly rows: readonly (readonly ComponentChildren[])[]
}

export function NumbersTable({ caption, heads, rows }: TableProps) {
  const { t } = useTexts()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls in a narrow window, so the keyboard must reach it
    <section class="scroll numbers" tabIndex={0} aria-label={`${caption}${t('list.dot')}${t('statistics.numbers')}`}>
      <table class="figures">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], place) => (
            <tr key={place}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The table of what a chart draws, unfolded by who wants it. */
export function Numbers(props: TableProps) {
  const { t } = useTexts()
  return (
    <details class="unfold">
      <summary>{t('statistics.numbers')}</summary>
      <NumbersTable {...props} />
    </details>
  )
}
