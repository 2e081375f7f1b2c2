import { useEffect, useRef, useState } from 'preact/hooks'
import type { Acting } from './fetch-acting.ts'
import { useMine } from './use-mine.ts'

/** A box that stands in its button's place once what it takes has come. The focus goes back to the button with it. */
export function useBox(acting: Acting) {
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const { mine, hasFailed } = useMine(acting, isOpen)
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return {
    /** What the box takes, while it is open. */
    mine: isOpen ? mine : undefined,
    /** Whether what it takes could not be had; it is tried again. */
    hasFailed: isOpen && hasFailed,
    button: { ref: opener, 'aria-busy': isOpen, onClick: () => setOpen(true) },
    close: () => setOpen(false),
  }
}
