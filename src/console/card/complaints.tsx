import type { CommentView } from '../../http/moderator/card-schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { Appeal } from './appeal.tsx'
import type { CategoriesByCode } from './category-name.ts'
import { Disagreement } from './disagreement.tsx'
import { Reports } from './reports.tsx'

interface Props {
  readonly view: CommentView
  readonly categories: CategoriesByCode
  readonly now: number
  readonly isVeiled: boolean
}

/** Why somebody looks at a comment that was judged before. */
export function Complaints({ view, categories, now, isVeiled }: Props) {
  const { t } = useTexts()
  const { isBlind, disagreement, appeal, reports, decisions } = view
  return (
    <>
      {isBlind && (
        <p class="complaint">
          <b>{t('second.title')}</b> {t('second.about')}
        </p>
      )}
      {disagreement && <Disagreement disagreement={disagreement} categories={categories} />}
      {appeal && <Appeal appeal={appeal} decisions={decisions} categories={categories} now={now} isVeiled={isVeiled} />}
      {reports.count > 0 && <Reports reports={reports} now={now} isVeiled={isVeiled} />}
    </>
  )
}
