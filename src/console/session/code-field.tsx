import type { Ref } from 'preact'
import { useTexts } from '../texts/texts.ts'

export const CODE_LENGTH = 6

interface Props {
  readonly value: string
  readonly isWrong: boolean
  readonly onInput: (value: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
}

/** Six boxes over one field, so that pasting, autofill and screen readers meet a single one. */
export function CodeField({ value, isWrong, onInput, inputRef }: Props) {
  const { t } = useTexts()
  return (
    <div class="otp">
      {Array.from({ length: CODE_LENGTH }, (_, place) => (
        <span key={place} class={place === Math.min(value.length, CODE_LENGTH - 1) ? 'cur' : ''} aria-hidden="true">
          {value[place] ?? ''}
        </span>
      ))}
      <input
        ref={inputRef ?? null}
        type="text"
        inputMode="numeric"
        autocomplete="one-time-code"
        aria-label={t('code.label')}
        aria-invalid={isWrong}
        required
        value={value}
        onInput={(event) => {
          const digits = event.currentTarget.value.normalize('NFKC').replace(/\D/g, '').slice(0, CODE_LENGTH)
          // What was typed beside digits must not stay in the field where the value is the same as before.
          event.currentTarget.value = digits
          onInput(digits)
        }}
      />
    </div>
  )
}
