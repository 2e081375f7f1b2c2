import type { Card, FindingView, HitView } from '../../http/moderator/card-schemas.ts'
import type { EntryPrecision } from '../../http/moderator/statistics/statistics-schemas.ts'
import { percent } from '../dashboard/figures.ts'
import { type Texts, useTexts } from '../texts/texts.ts'
import { CategoryLabel } from './category-label.tsx'
import type { CategoriesByCode } from './category-name.ts'
import { DISPLAY_NAME, nameText } from './name-finding.ts'
import { OpinionRow } from './opinion.tsx'
import { usePrecision } from './precision.ts'
import { FAILED, ruleName } from './rule-name.ts'

interface Props {
  readonly screening: Card['screening']
  readonly duplicates: Card['duplicates']
  /** In the order of their numbers in the text. */
  readonly hits: readonly HitView[]
  readonly categories: CategoriesByCode
  readonly isVeiled: boolean
  /** Where what is like the comment is decided at once; nothing for who may not. */
  readonly many: string | undefined
}

export function Evidence({ screening, duplicates, hits, categories, isVeiled, many }: Props) {
  const { t } = useTexts()
  const isEmpty = hits.length === 0 && screening.findings.length === 0
  return (
    <section aria-labelledby="h-evidence">
      <h2 class="h" id="h-evidence">
        {t('evidence.title')} <span class="versions">{versions(screening, t)}</span>
      </h2>
      {isEmpty && <p class="none">{t('evidence.none')}</p>}
      <ul>
        {hits.map((hit, place) => (
          <HitRow
            key={`${place}-${hit.rule}`}
            hit={hit}
            number={place + 1}
            categories={categories}
            isVeiled={isVeiled}
          />
        ))}
        {screening.opinion && <OpinionRow opinion={screening.opinion} categories={categories} />}
        {duplicates && <Duplicates duplicates={duplicates} many={many} />}
        {screening.findings
          .filter(({ rule }) => !(duplicates && rule === NEAR_DUPLICATE))
          .map((finding, place) => (
            <FindingRow key={`${place}-${finding.rule}`} finding={finding} categories={categories} />
          ))}
      </ul>
    </section>
  )
}

/** The screening puts this on what it counts of comments like this one. */
const NEAR_DUPLICATE = 'near-duplicate'

function Duplicates({ duplicates, many }: { duplicates: NonNullable<Card['duplicates']>; many: string | undefined }) {
  const { t } = useTexts()
  const { comments, accounts, minutes, isAtLeast } = duplicates
  return (
    <li class="ev">
      <span class="i">{t('evidence.group')}</span>
      <span class="cat">{t('evidence.similar')}</span>
      <span class="what">
        <b>{t(isAtLeast ? 'evidence.duplicates_capped' : 'evidence.duplicates', { comments, accounts, minutes })}</b>
      </span>
      {many !== undefined && (
        <a class="btn sm" href={many}>
          {t('many.open')} <kbd>B</kbd>
        </a>
      )}
    </li>
  )
}

interface HitProps {
  readonly hit: HitView
  readonly number: number
  readonly categories: CategoriesByCode
  readonly isVeiled: boolean
}

function HitRow({ hit, number, categories, isVeiled }: HitProps) {
  const { t } = useTexts()
  const words = hit.folds.map((fold) => named('fold', fold, t))
  const measured = usePrecision(hit)
  return (
    <li class="ev" data-c={hit.category}>
      <span class="i">{number}</span>
      <CategoryLabel code={hit.category} categories={categories} />
      <span class={isVeiled ? 'what veiled' : 'what'} aria-hidden={isVeiled}>
        {hit.entry === null ? (
          <>
            {t('evidence.rule')} <b>{ruleName(hit.rule, t)}</b> <span class="src">{hit.text}</span>
          </>
        ) : (
          <>
            {t('evidence.entry')} <b>{hit.entry}</b>
          </>
        )}{' '}
        <span class="src">{words.join(t('list.dot'))}</span>
        {measured && <span class="src">{precisionText(measured, t)}</span>}
      </span>
      <span class="p">{t('evidence.weight', { weight: hit.weight.toFixed(2) })}</span>
    </li>
  )
}

function precisionText({ decided, precision }: EntryPrecision, t: Texts['t']): string {
  return t('evidence.precision', { decided, share: percent(precision.share) })
}

function FindingRow({ finding, categories }: { finding: FindingView; categories: CategoriesByCode }) {
  const { t } = useTexts()
  return (
    <li class="ev">
      <span class="i">{t('evidence.finding')}</span>
      {finding.category === null ? (
        <span class="cat">{t('evidence.whole')}</span>
      ) : (
        <CategoryLabel code={finding.category} categories={categories} />
      )}
      <span class="what">
        <b>{ruleName(finding.rule, t)}</b> <span class="src">{findingText(finding, t)}</span>
      </span>
      {finding.weight > 0 && <span class="p">{t('evidence.weight', { weight: finding.weight.toFixed(2) })}</span>}
    </li>
  )
}

const FLOODS = new Set(['near-duplicate', 'same-contact'])
const SPEECHES = new Set(['discussing', 'mentioning', 'quoting', 'reporting'])

function findingText({ rule, detail }: FindingView, t: Texts['t']): string {
  if (rule === DISPLAY_NAME) return nameText(detail, t)
  if (FLOODS.has(rule)) return t('atLeast' in detail ? 'evidence.flood_capped' : 'evidence.flood', detail)
  if (SPEECHES.has(rule) && 'sign' in detail) return t('evidence.sign', detail)
  if (rule !== 'evasion') {
    const details = Object.entries(detail).map(([name, value]) => `${name} ${shown(value)}`)
    return (rule.startsWith(FAILED) ? [rule, ...details] : details).join(t('list.dot'))
  }
  const folds = String(detail['folds'] ?? '').split(' ')
  const words = folds.map((fold) => named('fold', fold, t))
  return t('evidence.evasion', { count: detail['hits'] ?? 0, folds: words.join(t('list.comma')) })
}

function versions({ lexiconVersion, policyVersion, modelVersion }: Card['screening'], t: Texts['t']): string {
  const values = { lexicon: lexiconVersion, policy: policyVersion }
  return modelVersion === null
    ? t('evidence.versions', values)
    : t('evidence.versions_model', { ...values, model: modelVersion })
}

function named(group: string, name: string, t: Texts['t']): string {
  const key = `${group}.${name}`
  return t.has(key) ? t(key) : name
}

function shown(value: string | number): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value)
}
