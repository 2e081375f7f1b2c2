import type { TargetedKeyboardEvent } from 'preact'
import { SORTS, type Sort } from '../settings.ts'
import type { Given } from './given.ts'

interface SortTabsProps {
  readonly sort: Sort
  readonly panelId: string
  readonly choose: (sort: Sort) => void
}

/** Two tabs, one stop of the Tab key; the arrows, Home and End go between them. */
export function SortTabs({ sort, panelId, choose }: SortTabsProps, { texts }: Given) {
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const target = neighbour(sort, event.key)
    if (target === undefined) return
    event.preventDefault()
    choose(target)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[SORTS.indexOf(target)]?.focus()
  }
  return (
    <div class="tabs" role="tablist" aria-label={texts.sorting} onKeyDown={onKeyDown} part="tabs">
      {SORTS.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`${panelId}-${each}`}
          part="tab"
          aria-selected={each === sort}
          aria-controls={panelId}
          tabIndex={each === sort ? 0 : -1}
          onClick={() => choose(each)}
        >
          {texts[each]}
        </button>
      ))}
    </div>
  )
}

function neighbour(sort: Sort, key: string): Sort | undefined {
  const at = SORTS.indexOf(sort)
  if (key === 'ArrowRight' || key === 'ArrowDown') return SORTS[(at + 1) % SORTS.length]
  if (key === 'ArrowLeft' || key === 'ArrowUp') return SORTS[(at + SORTS.length - 1) % SORTS.length]
  if (key === 'Home') return SORTS[0]
  if (key === 'End') return SORTS[SORTS.length - 1]
  return undefined
}
