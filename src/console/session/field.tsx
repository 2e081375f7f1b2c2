import type { Ref } from 'preact'
import { useId } from 'preact/hooks'

interface Props {
  readonly label: string
  readonly value: string
  readonly type: 'text' | 'password'
  readonly autocomplete: 'username' | 'name' | 'off' | 'current-password' | 'new-password' | 'one-time-code'
  readonly isWrong: boolean
  readonly onInput: (value: string) => void
  readonly inputRef?: Ref<HTMLInputElement>
}

export function Field({ label, type, isWrong, onInput, inputRef, ...rest }: Props) {
  const id = useId()
  const shared = {
    id,
    ...rest,
    class: 'f',
    ref: inputRef ?? null,
    autocapitalize: 'none',
    spellcheck: false,
    required: true,
    'aria-invalid': isWrong,
    onInput: (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
  } as const
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'password' ? (
        <input {...shared} type="password" maxLength={256} />
      ) : (
        <input {...shared} type="text" maxLength={64} />
      )}
    </div>
  )
}
