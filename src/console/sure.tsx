import { useEffect, useRef } from 'preact/hooks'
import { useTexts } from './texts/texts.ts'

interface Props {
  readonly text: string
  readonly onAnswer: (isSure: boolean) => void
}

/** Asks once more in the browser's own modal dialog; closing it in any way but by its button is a no. */
export function Sure({ text, onAnswer }: Props) {
  const { t } = useTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const close = (answer: string): void => dialog.current?.close(answer)
  return (
    <dialog
      class="help sure"
      aria-labelledby="sure-text"
      ref={dialog}
      onClose={(event) => onAnswer(event.currentTarget.returnValue === 'yes')}
    >
      <p id="sure-text">{text}</p>
      <p class="acts">
        <button type="button" class="btn" onClick={() => close('no')}>
          {t('sure.no')}
        </button>
        <button type="button" class="btn pri" onClick={() => close('yes')}>
          {t('sure.yes')}
        </button>
      </p>
    </dialog>
  )
}
