import { fill } from '../texts/texts.ts'
import { useActingTexts } from './acting-context.ts'

interface MineButtonProps {
  readonly name: string
  readonly isOpen: boolean
  readonly toggle: () => void
}

/** The reader's name, which opens what they decide of themselves. */
export function MineButton({ name, isOpen, toggle }: MineButtonProps) {
  const texts = useActingTexts()
  return (
    <button class="txt" type="button" aria-expanded={isOpen} aria-label={fill(texts.mine, { name })} onClick={toggle}>
      <bdi>{name}</bdi>
    </button>
  )
}
