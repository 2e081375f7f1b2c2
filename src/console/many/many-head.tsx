import type { BulkPreviewView, NewBulkPreview } from '../../http/moderator/bulk/bulk-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { clock, dateAndClock } from '../time-words.ts'
import { lastAddresses } from './many-address.ts'

interface Props {
  readonly wish: NewBulkPreview
  readonly suggestion: string | null
  readonly preview: BulkPreviewView | null
  readonly ticked: BulkPreviewView['comments']
}

/** 「12 條相似評論 5 個帳號·14:02–14:12·相似度 0.91–0.98」. */
export function ManyHead({ wish, suggestion, preview, ticked }: Props) {
  const { t, language } = useTexts()
  const rows = preview?.comments ?? []
  const accounts = new Set(ticked.map(({ author }) => author.id)).size
  const likenesses = ticked.flatMap(({ likeness }) => likeness ?? [])
  const times = rows.map(({ createdAt }) => createdAt).sort()
  const [first, last] = [times[0], times.at(-1)]
  const facts = [
    t('many.ticked', { count: ticked.length, accounts }),
    first && last
      ? `${dateAndClock(first, language)}–${isSameDay(first, last) ? clock(last, language) : dateAndClock(last, language)}`
      : '',
    likenesses.length > 0
      ? t('many.like', { least: Math.min(...likenesses).toFixed(2), most: Math.max(...likenesses).toFixed(2) })
      : '',
  ].filter(Boolean)
  return (
    <div>
      <h1 id="front" tabIndex={-1}>
        {t(`many.title.${wish.source.type}`, { count: rows.length, name: rows[0]?.author.name ?? '' })}
        <small role="status">{preview ? facts.join(t('list.dot')) : ''}</small>
      </h1>
      {wish.source.type === 'author' && (
        <nav class="lasts sm" aria-label={t('many.lasts')}>
          {lastAddresses({ wish, suggestion }).map(({ last, href, isShown }) => (
            <a key={last} href={href} aria-current={isShown ? 'page' : undefined}>
              {t('many.author', { count: last })}
            </a>
          ))}
        </nav>
      )}
      {preview?.isCut && <p class="warn">{t('many.cut', { most: preview.most })}</p>}
    </div>
  )
}

function isSameDay(one: string, other: string): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString()
}
