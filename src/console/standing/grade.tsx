import type { StandingView } from '../../http/moderator/sanction-schemas.ts'
import { useTexts } from '../texts/texts.ts'

const GRADES: readonly StandingView['grade'][] = ['A', 'B', 'C', 'D', 'E']

/** The author's credit among all grades. */
export function Grade({ grade }: { grade: StandingView['grade'] }) {
  const { t } = useTexts()
  return (
    <span class="grade" role="img" aria-label={t('standing.grade', { grade })} data-grade={grade}>
      <span class="grades" aria-hidden="true">
        {GRADES.map((one) => (
          <i key={one} class={one === grade ? 'is' : ''}>
            {one}
          </i>
        ))}
      </span>
      {t('standing.credit')}
    </span>
  )
}
