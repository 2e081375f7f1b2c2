/** Which rows of a list are ticked, and from where a range goes on. */
export interface Picks {
  readonly ids: ReadonlySet<string>
  readonly anchor: string | null
}

export const NO_PICKS: Picks = { ids: new Set(), anchor: null }

interface Press {
  readonly id: string
  /** With Shift: all from the last one pressed to this one become as this one becomes. */
  readonly isRange: boolean
}

/** Returns the picks after a press, `order` being the rows that may be ticked as they are listed. */
export function pressed(picks: Picks, { id, isRange }: Press, order: readonly string[]): Picks {
  const isTicked = !picks.ids.has(id)
  const [start, end] = [order.indexOf(picks.anchor ?? id), order.indexOf(id)].sort((one, other) => one - other)
  const concerned = isRange && start !== undefined && start >= 0 ? order.slice(start, (end ?? start) + 1) : [id]
  const ids = new Set(picks.ids)
  for (const one of concerned) {
    if (isTicked) ids.add(one)
    else ids.delete(one)
  }
  return { ids, anchor: id }
}

/** Returns the picks with all of these ticked, or none. */
export function allOf(order: readonly string[], isTicked: boolean): Picks {
  return { ids: new Set(isTicked ? order : []), anchor: null }
}
