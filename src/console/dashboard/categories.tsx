import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import { CategoryLabel } from '../card/category-label.tsx'
import { type CategoriesByCode, categoryName } from '../card/category-name.ts'
import { useTexts } from '../texts/texts.ts'
import { NumbersTable, Panel } from './panel.tsx'

interface Props {
  readonly numbers: StatisticsView
  readonly categories: CategoriesByCode
}

/** What was refused, by people and by the machine. */
export function Categories({ numbers, categories }: Props) {
  const { t } = useTexts()
  const most = Math.max(1, ...numbers.categories.map(({ refused, blocked }) => refused + blocked))
  return (
    <Panel id="categories" title={t('statistics.categories')} about={t('statistics.categories.about')} columns={6}>
      {numbers.categories.length === 0 ? (
        <p class="dim">{t('statistics.none')}</p>
      ) : (
        <NumbersTable
          caption={t('statistics.categories')}
          heads={[t('statistics.category'), t('statistics.refused'), t('statistics.blocked')]}
          rows={numbers.categories.map(({ category, refused, blocked }) => [
            <span key="name" class="named">
              <CategoryLabel code={category} categories={categories} /> {categoryName(category, categories)}
              <i aria-hidden="true" style={{ '--at': String((refused + blocked) / most) }} />
            </span>,
            refused,
            blocked,
          ])}
        />
      )}
    </Panel>
  )
}
