import { useEffect, useRef, useState } from 'preact/hooks'
import { isField } from './is-field.ts'
import { searchAddress } from './search/filters.ts'
import { useTexts } from './texts/texts.ts'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Finds a comment by its number, and others by what they say; the slash goes there from anywhere. */
export function FindBox({ areSingleKeysOn }: { areSingleKeysOn: boolean }) {
  const { t } = useTexts()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  useSlash(() => field.current?.focus(), areSingleKeysOn)
  const leave = () => {
    field.current?.blur()
    document.getElementById('front')?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element of that name is younger than the oldest browser served
    <form
      class="find push"
      role="search"
      aria-label={t('find.label')}
      onSubmit={(event) => {
        event.preventDefault()
        const wanted = typed.trim()
        if (wanted === '') return
        location.assign(ID.test(wanted) ? `#comment/${wanted.toLowerCase()}` : searchAddress({ text: wanted }))
        setTyped('')
        field.current?.blur()
      }}
    >
      <input
        class="f"
        type="search"
        ref={field}
        value={typed}
        aria-label={t('find.hint')}
        aria-keyshortcuts="/"
        placeholder={t('find.hint')}
        autocomplete="off"
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.isComposing) return
          // It means nothing else while one types here.
          event.stopPropagation()
          leave()
        }}
      />
      {areSingleKeysOn && <kbd>/</kbd>}
    </form>
  )
}

/** Dead in fields, in dialogs, with modifiers and while an input method composes, as every single key is. */
function useSlash(onSlash: () => void, areSingleKeysOn: boolean): void {
  const latest = useRef({ onSlash, areSingleKeysOn })
  latest.current = { onSlash, areSingleKeysOn }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (!latest.current.areSingleKeysOn || document.querySelector('dialog[open]') || isField(event.target)) return
      event.preventDefault()
      latest.current.onSlash()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
