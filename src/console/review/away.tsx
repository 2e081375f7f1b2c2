import { useTexts } from '../texts/texts.ts'

/** Nobody touched anything for a while, and the comments went back to the queue. */
export function Away({ onBack }: { onBack: () => void }) {
  const { t } = useTexts()
  return (
    <div class="whole">
      <div class="msg">
        <h1 id="front" tabIndex={-1}>
          {t('away.title')}
        </h1>
        <p>{t('away.text')}</p>
        <div class="choices">
          <button type="button" class="btn pri" onClick={onBack}>
            {t('away.back')}
          </button>
        </div>
      </div>
    </div>
  )
}
