import type { Card } from '../../http/moderator/card-schemas.ts'
import { AUTHORS_LAST } from '../many/many-address.ts'
import type { Acting } from '../standing/acting.ts'
import { Grade } from '../standing/grade.tsx'
import { Standing } from '../standing/standing.tsx'
import { useTexts } from '../texts/texts.ts'
import { age } from '../time-words.ts'
import { type CategoriesByCode, categoryName } from './category-name.ts'

/** How the last comments ended is drawn in three colours: published, refused, neither. */
const MARK_CLASS = { published: 'p', rejected: 'r', removed: 'r', held: 'h', withdrawn: 'h' } as const

/** The commonest tell a habit; the others are in the log. */
const REFUSALS_SHOWN = 3

interface Props {
  readonly author: Card['author']
  readonly commentId: string
  readonly suggestion: string | null
  readonly acting: Acting | undefined
  readonly categories: CategoriesByCode
  readonly now: number
  /** Where the author's last comments are decided at once; nothing for who may not. */
  readonly many: string | undefined
}

export function Author({ author, commentId, suggestion, acting, categories, now, many }: Props) {
  const { t } = useTexts()
  const { counts, recent, refusals, reported } = author
  const firstSeenSeconds = (now - Date.parse(author.firstSeenAt)) / 1000
  return (
    <section class="author" aria-labelledby="h-author">
      <h2 class="h" id="h-author">
        {t('author.title')}
      </h2>
      <div class="top">
        <span class="ava" aria-hidden="true">
          {[...author.name][0]}
        </span>
        <span class="called">
          <b>{author.name}</b>
          {author.ipRegion !== null && <span class="xs dim">{t('author.ip_region', { region: author.ipRegion })}</span>}
        </span>
        <Grade grade={author.standing.grade} />
        {many !== undefined && (
          <a class="btn sm" href={many}>
            {t('many.author', { count: AUTHORS_LAST })}
          </a>
        )}
      </div>
      <dl class="facts">
        <dt>{t('author.first_seen')}</dt>
        <dd>{t('card.ago', { age: age(firstSeenSeconds, t) })}</dd>
        {recent.length > 0 && (
          <>
            <dt>{t('author.recent', { count: recent.length })}</dt>
            <dd>
              <span
                class="past"
                role="img"
                aria-label={recent.map(({ status }) => t(`status.${status}`)).join(t('list.comma'))}
              >
                {recent.map(({ id, status }) => (
                  <i class={MARK_CLASS[status]} key={id}>
                    {t(`status.mark.${status}`)}
                  </i>
                ))}
              </span>
            </dd>
          </>
        )}
        <dt>{t('author.published_rejected')}</dt>
        <dd>
          {counts.published} / {counts.rejected}
        </dd>
        {refusals.length > 0 && (
          <>
            <dt>{t('author.refusals')}</dt>
            <dd>
              {refusals
                .slice(0, REFUSALS_SHOWN)
                .map(({ category, count }) => `${categoryName(category, categories)} ${count}`)
                .join(t('list.comma'))}
            </dd>
          </>
        )}
        <dt>{t('author.held')}</dt>
        <dd>{counts.held}</dd>
        {reported.comments > 0 && (
          <>
            <dt>{t('author.reported')}</dt>
            <dd>{t('author.reported_upheld', { count: reported.comments, upheld: reported.upheld })}</dd>
          </>
        )}
        {counts.removed > 0 && <Fact name={t('author.removed')} count={counts.removed} />}
        {counts.withdrawn > 0 && <Fact name={t('author.withdrawn')} count={counts.withdrawn} />}
      </dl>
      <Standing standing={author.standing} name={author.name} {...{ commentId, suggestion, categories, acting }} />
    </section>
  )
}

function Fact({ name, count }: { name: string; count: number }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{count}</dd>
    </>
  )
}
