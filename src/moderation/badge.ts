/** What the portal vouches for, shown beside a name: of its editorial staff, or who wrote the article. */
export const BADGES = ['staff', 'author'] as const

export type Badge = (typeof BADGES)[number]

interface Vouched {
  readonly isStaff: boolean
  readonly isAuthor: boolean
}

/** Returns the badge that says more: under their own article authors are authors, staff or not; `null` for a reader. */
export function badgeOf({ isStaff, isAuthor }: Vouched): Badge | null {
  if (isAuthor) return 'author'
  return isStaff ? 'staff' : null
}
