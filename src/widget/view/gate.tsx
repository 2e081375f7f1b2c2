import type { ComponentChildren } from 'preact'

export type GateReason = 'signed_out' | 'unverified' | 'expired' | 'closed'

interface GateProps {
  readonly reason: GateReason
  readonly title: string
  readonly hint: string
  /** The way past it. */
  readonly children?: ComponentChildren
}

/** Stands where the box would be, for whom it is not. */
export function Gate({ reason, title, hint, children }: GateProps) {
  return (
    <div class="gate" role="status" part={`gate gate-${reason}`}>
      <p>
        <b>{title}</b>
        {hint}
      </p>
      {children}
    </div>
  )
}
