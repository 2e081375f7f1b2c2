import { useTexts } from './texts/texts.ts'

interface Props {
  /** What the server said no with. */
  readonly refusal: string | null
  readonly isUnreachable: boolean
  /** What could not be loaded. */
  readonly failed: string
  readonly onRetry: () => void
}

/** What went wrong on a page since it was last told anything. */
export function Trouble({ refusal, isUnreachable, failed, onRetry }: Props) {
  const { t } = useTexts()
  return (
    <>
      {refusal !== null && (
        <p class="err" role="alert">
          {refusal}
        </p>
      )}
      {isUnreachable && (
        <p class="err" role="alert">
          {failed}{' '}
          <button type="button" class="btn sm" onClick={onRetry}>
            {t('retry')}
          </button>
        </p>
      )}
    </>
  )
}
