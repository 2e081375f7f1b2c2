import type { ComponentChildren } from 'preact'

interface Props {
  readonly class?: string
  readonly error: string | null
  readonly onSubmit: () => void
  readonly children: ComponentChildren
}

/** A form of the account, with what is wrong above its fields. */
export function AccountForm({ class: name = 'fields', error, onSubmit, children }: Props) {
  return (
    <form
      class={name}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {error !== null && (
        <p class="err" role="alert">
          {error}
        </p>
      )}
      {children}
    </form>
  )
}
