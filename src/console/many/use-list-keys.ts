import { useEffect, useRef } from 'preact/hooks'

interface Keys {
  /** What single letters do here, in lower case. */
  readonly letters: Readonly<Record<string, () => void>>
  readonly onBack?: (() => void) | undefined
  readonly areSingleKeysOn: boolean
}

/**
 * J and K, and the arrows among the rows themselves, move from tick to tick; X ticks, with Shift all in between. Letters
 * are dead in fields, in dialogs, with modifiers, while an input method composes, and where the moderator has turned them off.
 */
export function useListKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
      if (document.querySelector('dialog[open]')) return
      const { letters, onBack, areSingleKeysOn } = latest.current
      const isTick = isOf(event.target, 'input[type=checkbox]')
      if (event.key === 'Escape') return onBack?.()
      if (isTick && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault()
        return step(event.key === 'ArrowDown' ? 1 : -1)
      }
      if (!areSingleKeysOn || (!isTick && isOf(event.target, 'input, textarea, select'))) return
      const act = { j: () => step(1), k: () => step(-1), x: () => tick(event.shiftKey), ...letters }[
        event.key.toLowerCase()
      ]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function isOf(target: EventTarget | null, selector: string): boolean {
  return target instanceof HTMLElement && target.matches(selector)
}

function ticks(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('.picks tbody input[type=checkbox]:not(:disabled)')]
}

function step(by: 1 | -1): void {
  const all = ticks()
  const { activeElement } = document
  const at = activeElement instanceof HTMLInputElement ? all.indexOf(activeElement) : -1
  const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

function tick(isRange: boolean): void {
  const focused = ticks().find((one) => one === document.activeElement)
  focused?.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', shiftKey: isRange, bubbles: true }))
  focused?.click()
}
