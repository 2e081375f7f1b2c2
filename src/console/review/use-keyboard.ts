import { useEffect, useRef } from 'preact/hooks'
import { isField } from '../is-field.ts'
import { type Action, actionOf, type View } from './keyboard.ts'

interface Props {
  /** Asked at every press: a window that was made narrower counts at once. */
  readonly view: () => View
  readonly areSingleKeysOn: boolean
  readonly onAction: (action: Action) => void
}

/** Listens for the whole page, and forgets nothing between two renderings. */
export function useKeyboard(props: Props): void {
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // What is under a form that fills the page hears nothing of what is pressed there.
      if (document.querySelector('dialog.sheet[open]')) return
      const isInField = isField(event.target)
      // A key held down presses a focused button again and again; one press means one act.
      if (event.repeat && event.key === 'Enter' && !isInField) event.preventDefault()
      const { view, areSingleKeysOn, onAction } = latest.current
      const { key, keyCode, repeat, isComposing, ctrlKey, metaKey, altKey, shiftKey } = event
      const press = { key, keyCode, repeat, isComposing, ctrlKey, metaKey, altKey, shiftKey, isInField }
      const action = actionOf(press, view(), areSingleKeysOn)
      if (!action) return
      // Otherwise the key that opens a field would also be typed into it. Escape belongs to native dialogs too.
      if (action.type !== 'back') event.preventDefault()
      onAction(action)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
