import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../problem.ts'
import { Failed } from './failed.tsx'
import type { ActingGiven } from './given.ts'

type Step = 'offered' | 'asked' | 'sent' | 'failed'

/** Takes a comment back, after asking once: it cannot be undone. */
export function Withdraw(
  { withdraw }: { readonly withdraw: () => Promise<Problem | undefined> },
  { acting: { texts } }: ActingGiven,
) {
  const [step, setStep] = useState<Step>('offered')
  const keep = useRef<HTMLButtonElement>(null)
  const offer = useRef<HTMLButtonElement>(null)
  const wasAsked = useRef(false)
  // Whoever presses the same key once more keeps what they have.
  useEffect(() => {
    if (step === 'asked') keep.current?.focus()
    else if (step === 'offered' && wasAsked.current) offer.current?.focus()
    wasAsked.current = step === 'asked'
  }, [step])
  if (step === 'offered' || step === 'failed') {
    return (
      <>
        <button class="txt" type="button" ref={offer} onClick={() => setStep('asked')}>
          {texts.withdraw}
        </button>
        <Failed isSo={step === 'failed'} words={texts.withdrawFailed} />
      </>
    )
  }
  const send = async () => {
    setStep('sent')
    if (await withdraw()) setStep('failed')
  }
  return (
    <fieldset class="ask">
      <legend>{texts.withdrawQuestion}</legend>
      <button
        class="alt danger"
        type="button"
        aria-disabled={step === 'sent'}
        onClick={step === 'asked' ? send : undefined}
      >
        {step === 'sent' ? texts.withdrawing : texts.withdrawConfirm}
      </button>
      {step === 'asked' && (
        <button class="txt" type="button" ref={keep} onClick={() => setStep('offered')}>
          {texts.withdrawCancel}
        </button>
      )}
    </fieldset>
  )
}
