import { useState } from 'preact/hooks'
import { isVeiledCategory } from '../care/veil.ts'
import { useTexts } from '../texts/texts.ts'

/** The comment of a training card, blurred until asked for where its answer is a category that is. */
export function TrainingText({ text, category }: { text: string; category: string | null }) {
  const { t } = useTexts()
  const [isLifted, setLifted] = useState(false)
  const mayVeil = isVeiledCategory(category)
  const isVeiled = mayVeil && !isLifted
  return (
    <div class="trained-on">
      <p class={isVeiled ? 'veiled' : ''} aria-hidden={isVeiled} dir="auto">
        {text}
      </p>
      {mayVeil && (
        <button type="button" class="btn sm" aria-pressed={isLifted} onClick={() => setLifted(!isLifted)}>
          {t('training.show')}
        </button>
      )}
    </div>
  )
}
