import type { LogLine, LogPage as Page } from '../../http/moderator/log/log-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { usePages } from '../api/use-pages.ts'
import type { CategoriesByCode } from '../card/category-name.ts'
import { shortId } from '../card/short-id.ts'
import { useCategories } from '../review/use-categories.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import { Trouble } from '../trouble.tsx'
import { lineText } from './line-text.ts'

interface Props {
  readonly api: ModeratorApi
  readonly seesPeople: boolean
  readonly onEnded: () => void
}

/** What was decided and changed on the site, the last first; from here a lead finds what to undo. */
export function LogPage({ api, seesPeople, onEnded }: Props) {
  const { t, language } = useTexts()
  const { byCode } = useCategories(api, { language })
  const { page, isBusy, refusal, isUnreachable, reload, more } = usePages<Page>({ ask: api.siteLog, join, onEnded })
  return (
    <main class="page">
      <h1>{t('log.title')}</h1>
      {seesPeople && (
        <p class="sub about">
          {t('log.people')} <a href="#people">{t('menu.people')}</a>
        </p>
      )}
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('log.failed')} onRetry={reload} />
      {page === null && isBusy && <p class="dim">{t('loading')}</p>}
      {page?.lines.length === 0 && <p class="dim">{t('log.none')}</p>}
      {page && page.lines.length > 0 && (
        <ul class="log panel">
          {page.lines.map((line) => (
            <li key={`${line.type} ${line.id}`}>
              <time dateTime={line.at}>{dateAndClock(line.at, language)}</time>
              <Line line={line} categories={byCode} />
            </li>
          ))}
        </ul>
      )}
      {page && page.nextCursor !== null && (
        <p>
          <button type="button" class="btn sm" disabled={isBusy} onClick={more}>
            {t('people.log_more')}
          </button>
        </p>
      )}
    </main>
  )
}

function join({ lines }: Page, next: Page): Page {
  return { ...next, lines: [...lines, ...next.lines] }
}

function Line({ line, categories }: { line: LogLine; categories: CategoriesByCode }) {
  const { t } = useTexts()
  const { commentId, actId, articleId } = line
  return (
    <>
      {lineText(line, categories, t)} {commentId !== null && <a href={`#comment/${commentId}`}>{shortId(commentId)}</a>}
      {actId !== null && <a href={`#acts/${actId}`}>{t('log.act')}</a>}
      {articleId !== null && <span class="dim">{articleId}</span>}
    </>
  )
}
