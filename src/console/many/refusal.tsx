import type { CategoryView } from '../../http/moderator/schemas.ts'
import { byDigit } from '../card/category-name.ts'
import { type Wording, wordingsOf } from '../card/wording.ts'
import { useTexts } from '../texts/texts.ts'

interface Props {
  readonly categories: readonly CategoryView[]
  readonly code: string
  /** `null` is the one that holds unless another is chosen. */
  readonly wording: Wording | null
  readonly onCode: (code: string) => void
  readonly onWording: (wording: Wording | null) => void
}

/** Many comments have no findings in common that a sentence could name. */
const NO_FINDINGS = { hits: [], findings: [] }

/** Why, and in which words. */
export function Refusal({ categories, code, wording, onCode, onWording }: Props) {
  const { t } = useTexts()
  const chosen = categories.find((one) => one.code === code)
  const wordings = chosen ? wordingsOf(chosen, NO_FINDINGS, t) : []
  const read = wording ?? wordings[0]
  return (
    <>
      <label class="field">
        {t('many.category')}
        <select class="f" required value={code} onChange={(event) => onCode(event.currentTarget.value)}>
          <option value="" disabled>
            {t('many.choose')}
          </option>
          {byDigit(categories).map(([own, name]) => (
            <option key={own} value={own}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {wordings.length > 1 && (
        <label class="field">
          {t('many.wording')}
          <select
            class="f"
            value={Math.max(
              0,
              wordings.findIndex(({ templateId }) => templateId === read?.templateId),
            )}
            onChange={(event) => onWording(wordings[Number(event.currentTarget.value)] ?? null)}
          >
            {wordings.map(({ templateId, name }, place) => (
              <option key={templateId} value={place}>
                {name ?? t('many.wording_usual')}
              </option>
            ))}
          </select>
        </label>
      )}
      {read && (
        <p class="sm sub reads">
          {t('many.author_reads')}
          <q>{read.sentence}</q>
        </p>
      )}
    </>
  )
}
