import type { QualityView } from '../../http/moderator/quality-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { percent } from './figures.ts'
import { NumbersTable, Panel } from './panel.tsx'

/** How far two moderators agree who do not see each other, overall and for each category. */
export function Agreement({ quality }: { quality: QualityView }) {
  const { t } = useTexts()
  const { overall, categories, sample } = quality
  const all = { name: t('statistics.kappa.overall'), first: '–', second: '–', both: '–', ...overall }
  return (
    <Panel
      id="agreement"
      title={t('statistics.agreement')}
      about={t('statistics.agreement.about', { share: percent(sample.share) })}
      columns={6}
    >
      {overall.pairs === 0 ? (
        <p class="dim">{t('statistics.kappa.none')}</p>
      ) : (
        <NumbersTable
          caption={t('statistics.agreement')}
          heads={[
            t('statistics.category'),
            t('statistics.kappa'),
            t('statistics.kappa.agreed'),
            t('statistics.kappa.pairs'),
            t('statistics.kappa.first'),
            t('statistics.kappa.second'),
            t('statistics.kappa.both'),
          ]}
          rows={[all, ...categories].map(({ name, kappa, agreed, pairs, first, second, both }) => [
            name,
            <Kappa key="kappa" value={kappa} />,
            agreed,
            pairs,
            first,
            second,
            both,
          ])}
        />
      )}
    </Panel>
  )
}

/** A point on a line from 0 to 1; what is below chance lies at its beginning. */
function Kappa({ value }: { value: number | null }) {
  if (value === null) return <>–</>
  return (
    <span class="kappa">
      <i aria-hidden="true" style={{ '--at': String(Math.max(0, value)) }} />
      {value.toFixed(2)}
    </span>
  )
}
