/** Every Traditional text is read through these two: they hide nothing. */
const HARMLESS_FOLDS: readonly string[] = ['script', 'case']

/** Tells whether a hit was spelled so as not to be seen. */
export function isEvasive(folds: readonly string[]): boolean {
  return folds.some((fold) => !HARMLESS_FOLDS.includes(fold))
}
