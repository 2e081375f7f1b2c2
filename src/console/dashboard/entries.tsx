import type { StatisticsView } from '../../http/moderator/statistics/statistics-schemas.ts'
import { CategoryLabel } from '../card/category-label.tsx'
import type { CategoriesByCode } from '../card/category-name.ts'
import { ruleName } from '../card/rule-name.ts'
import { useTexts } from '../texts/texts.ts'
import { percent } from './figures.ts'
import { NumbersTable, Panel } from './panel.tsx'
import { ShareBar } from './share-bar.tsx'

interface Props {
  readonly numbers: StatisticsView
  readonly categories: CategoriesByCode
}

/** How often each entry and rule was right, of those that people decided most. */
export function Entries({ numbers: { entries }, categories }: Props) {
  const { t } = useTexts()
  return (
    <Panel
      id="entries"
      title={t('statistics.entries')}
      about={t('statistics.entries.about', { count: entries.length })}
      columns={12}
    >
      {entries.length === 0 ? (
        <p class="dim">{t('statistics.none')}</p>
      ) : (
        <NumbersTable
          caption={t('statistics.entries')}
          heads={[
            t('statistics.entry'),
            t('statistics.category'),
            t('statistics.precision'),
            '95 %',
            t('statistics.decided'),
          ]}
          rows={entries.map(({ rule, entry, category, decided, precision }) => [
            entry ?? ruleName(rule, t),
            <CategoryLabel key="category" code={category} categories={categories} />,
            <ShareBar key="precision" share={precision.share} />,
            `${percent(precision.low)}–${percent(precision.high)}`,
            decided,
          ])}
        />
      )}
    </Panel>
  )
}
