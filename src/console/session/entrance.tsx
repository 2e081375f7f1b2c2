import type { ComponentChildren } from 'preact'
import { Brand } from '../brand.tsx'
import type { Settings } from '../settings.ts'
import { LookForm } from '../settings-form.tsx'

interface Props {
  readonly title: string
  readonly error: string | null
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly onSubmit: () => void
  readonly children: ComponentChildren
}

/** The page around a form that stands before the console: sign-in, new password. */
export function Entrance({ title, error, settings, onSettings, onSubmit, children }: Props) {
  return (
    <main class="entrance">
      <form
        class="sign"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        <Brand />
        <h1>{title}</h1>
        {error !== null && (
          <p class="err" role="alert">
            {error}
          </p>
        )}
        {children}
      </form>
      <div class="looks">
        <LookForm settings={settings} onChange={onSettings} />
      </div>
    </main>
  )
}
