import type { Card } from '../../http/moderator/card-schemas.ts'
import type { Acting } from '../standing/acting.ts'
import { Risk } from '../standing/risk.tsx'
import { SlowMode } from '../standing/slow-mode.tsx'
import { useTexts } from '../texts/texts.ts'

/** As many as are counted. */
const LATELY_COUNTED = 1000

/** Where it was said, and how busy it is there. */
export function Context({ article, acting }: { article: Card['article']; acting: Acting | undefined }) {
  const { t } = useTexts()
  const title = article.title ?? article.id
  return (
    <div class="context">
      <div>
        {t('card.on')}{' '}
        {isWebAddress(article.url) ? (
          <a href={article.url} target="_blank" rel="noopener noreferrer">
            {title}
          </a>
        ) : (
          <b>{title}</b>
        )}
        <span class="dim">
          {t('list.dot')}
          {t(`card.mode.${article.mode}`)}
          {t('list.dot')}
          {t(article.lately >= LATELY_COUNTED ? 'card.lately_capped' : 'card.lately', { count: article.lately })}
        </span>{' '}
        <Risk article={article} acting={acting} /> <SlowMode article={article} acting={acting} />
      </div>
    </div>
  )
}

// The address was sent by a reader's page: nothing but the web may be opened by a click.
function isWebAddress(address: string | null): address is string {
  return address !== null && /^https?:\/\//i.test(address)
}
