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
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -at, End: -at - 1 }[key]
  // Round from the last to the first.
  return step === undefined ? undefined : SORTS[(at + step + SORTS.length) % SORTS.length]
}
