import { useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import type { NewTrainingCard } from '../../http/moderator/training-schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useTexts } from '../texts/texts.ts'
import type { Ends } from '../wordings/editable-list.tsx'
import { Pick, Write } from '../wordings/form-fields.tsx'
import { SaveForm } from '../wordings/save-form.tsx'

/** As the interface bounds it. */
const BECAUSE_LENGTH = 500

interface Props extends NewTrainingCard {
  readonly api: ModeratorApi
  readonly commentId: string
  readonly categories: readonly CategoryView[]
  readonly ends: Ends
}

/** What is right about a comment, and why, in the words that are read afterwards. */
export function TrainingForm({ api, commentId, categories, ends, ...before }: Props) {
  const { t } = useTexts()
  const [kind, setKind] = useState(before.kind)
  const [category, setCategory] = useState(before.category ?? categories[0]?.code ?? '')
  const [because, setBecause] = useState(before.because)
  const save = () =>
    api.makeTrainingCard(commentId, { kind, category: kind === 'reject' ? category : null, because: because.trim() })
  return (
    <SaveForm title={t('training.form')} ends={ends} save={save}>
      <Pick
        label={t('training.kind')}
        value={kind}
        options={[
          { value: 'publish', name: t('act.publish') },
          { value: 'reject', name: t('act.reject') },
        ]}
        onChange={(value) => setKind(value === 'publish' ? 'publish' : 'reject')}
      />
      {kind === 'reject' && (
        <Pick
          label={t('wordings.category')}
          value={category}
          options={categories.map((one) => ({ value: one.code, name: one.name }))}
          onChange={setCategory}
        />
      )}
      <Write
        label={t('training.why')}
        value={because}
        length={BECAUSE_LENGTH}
        isRequired
        isLong
        onChange={setBecause}
      />
    </SaveForm>
  )
}
