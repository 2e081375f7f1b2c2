import { useState } from 'preact/hooks'
import type { NewSanction, StandingView } from '../../http/moderator/sanction-schemas.ts'
import { byDigit, type CategoriesByCode } from '../card/category-name.ts'
import { Dialog } from '../dialog.tsx'
import { useAsking } from '../session/use-asking.ts'
import { useTexts } from '../texts/texts.ts'
import type { Acting } from './acting.ts'
import { ReasonForm } from './reason-form.tsx'

interface Props {
  readonly acting: Acting
  readonly commentId: string
  readonly name: string
  readonly suggestion: string | null
  readonly categories: CategoriesByCode
  readonly onClose: (standing?: StandingView) => void
}

type Measure = NewSanction['measure']

const FOR_ALL: readonly Measure[] = ['warn', 'limit', 'suspend']
const FOR_LEADS: readonly Measure[] = [...FOR_ALL, 'close', 'forbid']

/** As the interface bounds them: for any moderator, and for leads. */
const SHORT_DAYS = 3
const MOST_DAYS = 365

/** Which measure, for what and why. */
export function ImposeDialog({ acting, commentId, name, suggestion, categories, onClose }: Props) {
  const { t } = useTexts()
  const [measure, setMeasure] = useState<Measure>('warn')
  const [days, setDays] = useState(SHORT_DAYS)
  const [category, setCategory] = useState(suggestion ?? '')
  const [reason, setReason] = useState('')
  const { isSending, error, ask } = useAsking({ unreachable: t('standing.failed') })
  const hasDays = measure === 'limit' || measure === 'suspend'
  const sanction = { measure, days: hasDays ? days : null, category, reason: reason.trim() }
  return (
    <Dialog title={t('standing.dialog', { name })} onClose={() => onClose()}>
      <p class="sm sub">{t('standing.about')}</p>
      <ReasonForm
        label={t('standing.reason')}
        verb={t('standing.impose')}
        isGrave
        reason={reason}
        error={error}
        canSend={!isSending && sanction.reason !== '' && category !== ''}
        onReason={setReason}
        onSend={() => void ask(() => acting.api.imposeSanction(commentId, sanction), onClose)}
        onClose={() => onClose()}
      >
        <Choice
          label={t('standing.measure')}
          value={measure}
          options={(acting.isLead ? FOR_LEADS : FOR_ALL).map((one) => [one, t(`standing.measure.${one}`)])}
          onChoose={(value) => setMeasure(value as Measure)}
        />
        {hasDays && (
          <label class="field">
            {t('standing.days')}
            <input
              class="f"
              type="number"
              required
              min={1}
              max={acting.isLead ? MOST_DAYS : SHORT_DAYS}
              value={days}
              onInput={(event) => setDays(event.currentTarget.valueAsNumber)}
            />
          </label>
        )}
        <Choice
          label={t('many.category')}
          value={category}
          options={[['', t('many.choose')], ...byDigit(categories.values())]}
          onChoose={setCategory}
        />
      </ReasonForm>
    </Dialog>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, name: string])[]
  readonly onChoose: (value: string) => void
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <label class="field">
      {label}
      <select class="f" required value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([one, name]) => (
          <option key={one} value={one} disabled={one === ''}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
