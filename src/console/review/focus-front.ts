/**
 * Puts the focus on the heading of what is in front now, where a screen reader begins to read; not when the moderator is
 * elsewhere, as in the menu of the account.
 */
export function focusFront(): void {
  const { activeElement } = document
  const isElsewhere = activeElement !== null && activeElement !== document.body && !activeElement.closest('.work')
  if (isElsewhere || document.querySelector('[role="alertdialog"]')) return
  document.getElementById('front')?.focus({ preventScroll: true })
}
