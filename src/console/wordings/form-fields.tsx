import { useId } from 'preact/hooks'

interface Shared {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

interface WriteProps extends Shared {
  readonly length: number
  readonly isRequired: boolean
  readonly isLong?: boolean
  readonly lang?: string
}

export function Write({ label, value, length, isRequired, isLong = false, lang, onChange }: WriteProps) {
  const id = useId()
  const shared = {
    id,
    class: 'f',
    value,
    maxLength: length,
    required: isRequired,
    lang,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => onChange(event.currentTarget.value),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isLong ? <textarea {...shared} rows={2} /> : <input {...shared} type="text" autocomplete="off" />}
    </div>
  )
}

interface PickProps extends Shared {
  readonly options: readonly { readonly value: string; readonly name: string }[]
}

export function Pick({ label, value, options, onChange }: PickProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="f" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  )
}
