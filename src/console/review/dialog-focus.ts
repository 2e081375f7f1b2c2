import { useLayoutEffect, useRef } from 'preact/hooks'

const FOCUSABLE = 'button:not([disabled]), input:not([disabled]), [href], [tabindex="0"]'

/** Keeps Tab inside the element while it is shown, and gives the focus back to where it was afterwards. */
export function useDialogFocus<Element extends HTMLElement>() {
  const dialog = useRef<Element>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    const shown = dialog.current
    const first = shown?.querySelector<HTMLElement>('[data-first]') ?? shown?.querySelector<HTMLElement>(FOCUSABLE)
    first?.focus()
    const onTab = (event: KeyboardEvent) => {
      if (event.key === 'Tab' && shown) turnBack(event, [...shown.querySelectorAll<HTMLElement>(FOCUSABLE)])
    }
    shown?.addEventListener('keydown', onTab)
    return () => {
      shown?.removeEventListener('keydown', onTab)
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return dialog
}

function turnBack(event: KeyboardEvent, stops: readonly HTMLElement[]): void {
  const [first, last] = [stops[0], stops[stops.length - 1]]
  const leaving = event.shiftKey ? first : last
  if (document.activeElement !== leaving) return
  event.preventDefault()
  const entering = event.shiftKey ? last : first
  entering?.focus()
}
