/** Long enough to mend a slip, too short to turn what others have answered and liked into something else. */
export const EDIT_MINUTES = 5

/** Returns until when its author may change a comment: 5 minutes from its writing, however often it was changed since. */
export function editableUntil(createdAt: Date): Date {
  return new Date(createdAt.getTime() + EDIT_MINUTES * 60_000)
}
