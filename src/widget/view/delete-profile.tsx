import { useEffect, useRef, useState } from 'preact/hooks'
import type { SignedApi } from '../own-api.ts'
import type { MineTexts } from '../texts/mine/mine-texts.ts'

interface DeleteProfileProps {
  readonly api: SignedApi
  readonly texts: MineTexts
  readonly deleted: () => Promise<void>
}

type Step = 'offered' | 'asked' | 'sent' | 'failed'

/** Deletes the profile, after asking once: it cannot be undone. */
export function DeleteProfile({ api, texts, deleted }: DeleteProfileProps) {
  const [step, setStep] = useState<Step>('offered')
  const keep = useRef<HTMLButtonElement>(null)
  // Whoever presses the same key once more keeps what they have.
  useEffect(() => {
    if (step === 'asked') keep.current?.focus()
  }, [step])
  const send = async () => {
    if (step !== 'asked') return
    setStep('sent')
    const answer = await api.ask('/v1/me', { method: 'DELETE' })
    if (answer.ok) await deleted()
    else setStep('failed')
  }
  return (
    <div class="choice">
      {step === 'asked' || step === 'sent' ? (
        <fieldset class="ask">
          <legend>{texts.deleteQuestion}</legend>
          <button class="alt danger" type="button" aria-disabled={step === 'sent'} onClick={send}>
            {step === 'sent' ? texts.deleting : texts.deleteConfirm}
          </button>
          {step === 'asked' && (
            <button class="txt" type="button" ref={keep} onClick={() => setStep('offered')}>
              {texts.deleteCancel}
            </button>
          )}
        </fieldset>
      ) : (
        <button class="alt danger" type="button" onClick={() => setStep('asked')}>
          {texts.delete}
        </button>
      )}
      <p>{texts.deleteHint}</p>
      {step === 'failed' && (
        <p class="hint no" role="alert">
          {texts.failed}
        </p>
      )}
    </div>
  )
}
