import { useEffect, useRef, useState } from 'preact/hooks'
import type { CategoryView } from '../../http/moderator/schemas.ts'
import { pledgeText } from '../card/category-name.ts'
import { useTexts } from '../texts/texts.ts'
import { useDialogFocus } from './dialog-focus.ts'
import { findCategories } from './find-categories.ts'

interface Props {
  readonly categories: readonly CategoryView[]
  /** The suggestion, where the list begins. */
  readonly marked: string | undefined
  readonly onChoose: (code: string) => void
  readonly onLook: (category: CategoryView) => void
  readonly onBack: () => void
}

/** Every category, found by typing; arrows move, Enter rejects with the one that is marked. */
export function CodeList({ categories, marked: suggested, onChoose, onLook, onBack }: Props) {
  const { t } = useTexts()
  const dialog = useDialogFocus<HTMLDivElement>()
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(() =>
    Math.max(
      0,
      categories.findIndex(({ code }) => code === suggested),
    ),
  )
  const list = useRef<HTMLDivElement>(null)
  const found = findCategories(categories, typed)
  const marked = found[Math.min(place, found.length - 1)]

  useEffect(() => {
    if (marked) onLook(marked)
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [marked?.code])

  function onKey(event: KeyboardEvent) {
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setPlace(Math.max(0, Math.min(found.length - 1, place + step)))
    else if (event.key === 'Enter' && marked && !event.repeat) onChoose(marked.code)
    else return
    event.preventDefault()
  }

  return (
    <div class="picker codes" role="dialog" aria-labelledby="codes-title" ref={dialog}>
      <div class="h">
        <span id="codes-title">{t('codes.title')}</span>
        <span class="more dim xs" role="status">
          {found.length === 0 ? t('codes.none') : t('codes.found', { count: found.length })}
        </span>
      </div>
      <input
        class="f"
        role="combobox"
        aria-expanded="true"
        aria-controls="code-list"
        aria-activedescendant={marked ? `code-${marked.code}` : undefined}
        aria-label={t('codes.find')}
        placeholder={t('codes.find')}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setPlace(0)
        }}
        onKeyDown={onKey}
      />
      <div class="scroll" id="code-list" role="listbox" aria-label={t('codes.title')} ref={list}>
        {found.map((category) => (
          // The input keeps the focus and answers the keys; the rows answer the pointer.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above carries the keys
          <div
            key={category.code}
            id={`code-${category.code}`}
            role="option"
            tabIndex={-1}
            aria-selected={category.code === marked?.code}
            onClick={() => onChoose(category.code)}
            onPointerEnter={() => onLook(category)}
          >
            {category.name} <span class="mono dim">{category.code}</span>{' '}
            <span class="dim">{pledgeText(category, t)}</span>
          </div>
        ))}
      </div>
      <div class="foot">
        <button type="button" class="push" onClick={onBack}>
          <kbd>Esc</kbd>
          {t('picker.back')}
        </button>
      </div>
    </div>
  )
}
