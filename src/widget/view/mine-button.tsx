import { fill } from '../texts/texts.ts'
import type { ActingGiven } from './given.ts'

interface MineButtonProps {
  readonly name: string
  readonly isOpen: boolean
  readonly toggle: () => void
}

/** The reader's name, which opens what they decide of themselves. */
export function MineButton({ name, isOpen, toggle }: MineButtonProps, { acting: { texts } }: ActingGiven) {
  return (
    <button class="txt" type="button" aria-expanded={isOpen} aria-label={fill(texts.mine, { name })} onClick={toggle}>
      <bdi>{name}</bdi>
    </button>
  )
}
