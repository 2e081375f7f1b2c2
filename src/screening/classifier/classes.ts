/** The categories that the model tells apart; what is none of them is benign. */
export const CLASSES = ['abuse', 'threat', 'doxxing', 'porn', 'gambling', 'fraud', 'ad_spam', 'illegal_trade'] as const

/** A category that the model knows. */
export type ClassCode = (typeof CLASSES)[number]

/** Makes a record of what is known of each class. */
export function byClass<Value>(find: (code: ClassCode) => Value): Readonly<Record<ClassCode, Value>> {
  return {
    abuse: find('abuse'),
    threat: find('threat'),
    doxxing: find('doxxing'),
    porn: find('porn'),
    gambling: find('gambling'),
    fraud: find('fraud'),
    ad_spam: find('ad_spam'),
    illegal_trade: find('illegal_trade'),
  }
}

const CODES: readonly string[] = CLASSES

/** Returns the place of a label among the classes, −1 for benign, `undefined` for what the model does not know. */
export function classOf(label: string): number | undefined {
  if (label === 'benign') return -1
  const at = CODES.indexOf(label)
  return at < 0 ? undefined : at
}
