/** Keyboards and portals write so by themselves; the screening does not count these as hiding either. */
const HARMLESS_FOLDS: readonly string[] = ['script', 'case', 'width', 'digit', 'space']

/** Tells whether a hit was spelled so as not to be seen. */
export function isEvasive(folds: readonly string[]): boolean {
  return folds.some((fold) => !HARMLESS_FOLDS.includes(fold))
}
