import type { ComponentChildren } from 'preact'

interface NoteProps {
  readonly tone: 'wait' | 'no' | 'off' | 'ok' | 'warn'
  readonly icon?: ComponentChildren
  readonly title: ComponentChildren
  /** `alert` interrupts a screen reader and is for what failed; `status` waits for its turn. */
  readonly role?: 'status' | 'alert'
  readonly children?: ComponentChildren
}

/** Says what happened, why, and what next. */
export function Note({ tone, icon, title, role = 'status', children }: NoteProps) {
  return (
    <div class={`say ${tone}`} role={role} part={`notice notice-${tone}`}>
      <h3>
        {icon}
        {title}
      </h3>
      {children}
    </div>
  )
}
