import { percent } from './figures.ts'

/** A share as a bar and in figures. */
export function ShareBar({ share }: { share: number }) {
  return (
    <span class="share">
      <i aria-hidden="true" style={{ '--at': String(share) }} />
      {percent(share)}
    </span>
  )
}
