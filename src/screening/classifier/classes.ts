/** The categories that the model tells apart; what is none of them is benign. */
export const CLASSES = ['abuse', 'threat', 'doxxing', 'porn', 'gambling', 'fraud', 'ad_spam', 'illegal_trade'] as const

/** A category that the model knows. */
export type ClassCode = (typeof CLASSES)[number]

const CODES: readonly string[] = CLASSES

/** Returns the place of a label among the classes, −1 for benign, `undefined` for what the model does not know. */
export function classOf(label: string): number | undefined {
  if (label === 'benign') return -1
  const at = CODES.indexOf(label)
  return at < 0 ? undefined : at
}
