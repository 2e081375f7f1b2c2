/** UTF-16 offsets into a text, `end` exclusive. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** Returns them in their order, those that touch or overlap as one. */
export function joinExtents(extents: readonly Extent[]): Extent[] {
  const joined: { start: number; end: number }[] = []
  for (const { start, end } of extents.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else joined.push({ start, end })
  }
  return joined
}
