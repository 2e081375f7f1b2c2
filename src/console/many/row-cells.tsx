import { CategoryLabel } from '../card/category-label.tsx'
import type { CategoriesByCode } from '../card/category-name.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import { isVeiledRow, type Row } from './row.ts'
import { StatusTag } from './status-tag.tsx'

interface Props {
  readonly row: Row
  readonly categories: CategoriesByCode
  /** Whether those of veiled categories are blurred. */
  readonly isVeiled: boolean
}

/** What every list of comments tells of one, after whatever its own first cell is. */
export function RowCells({ row, categories, isVeiled }: Props) {
  const { t, language } = useTexts()
  const code = row.category ?? row.suspected
  const isBlurred = isVeiled && isVeiledRow(row)
  return (
    <>
      <td class="said">
        <a href={`#comment/${row.id}`}>
          {isBlurred && <span class="vh">{t('many.blurred')}</span>}
          <span
            class={isBlurred ? 'veiled' : undefined}
            aria-hidden={isBlurred || undefined}
            lang={row.lang ?? undefined}
            dir="auto"
          >
            {row.text}
          </span>
        </a>
      </td>
      <td class="by">{row.author.name}</td>
      <td class="art" title={row.article.title ?? row.article.id}>
        {row.article.title ?? row.article.id}
      </td>
      <td class="why">{code !== null && <CategoryLabel code={code} categories={categories} />}</td>
      <td>
        <StatusTag status={row.status} />
      </td>
      <td class="num when">
        <time dateTime={row.createdAt}>{dateAndClock(row.createdAt, language)}</time>
      </td>
    </>
  )
}

/** Their headings. */
export function RowHeads() {
  const { t } = useTexts()
  return (
    <>
      <th scope="col" class="said">
        {t('many.col.text')}
      </th>
      <th scope="col" class="by">
        {t('many.col.author')}
      </th>
      <th scope="col" class="art">
        {t('many.col.article')}
      </th>
      <th scope="col" class="why">
        {t('many.col.category')}
      </th>
      <th scope="col">{t('many.col.status')}</th>
      <th scope="col" class="when">
        {t('many.col.time')}
      </th>
    </>
  )
}
