/** The categories that the model tells apart; what is none of them is benign. */
export const CLASSES = ['abuse', 'threat', 'doxxing', 'porn', 'gambling', 'fraud', 'ad_spam', 'illegal_trade'] as const

/** A category that the model tells from the others and from benign. */
export type ClassCode = (typeof CLASSES)[number]

/** Parts of abuse that the model tells apart within it; most abuse is neither. */
export const HATREDS = ['region_hatred', 'ethnic_hatred'] as const

/** A part of abuse that the model knows. */
export type HatredCode = (typeof HATREDS)[number]

/** Everything that the model has weights for, column by column: the classes, then the hatreds. */
export const COLUMNS = CLASSES.length + HATREDS.length

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

/** Makes a record of what is known of each class and each hatred. */
export function byCode<Value>(
  find: (code: ClassCode | HatredCode) => Value,
): Readonly<Record<ClassCode | HatredCode, Value>> {
  return {
    abuse: find('abuse'),
    threat: find('threat'),
    doxxing: find('doxxing'),
    porn: find('porn'),
    gambling: find('gambling'),
    fraud: find('fraud'),
    ad_spam: find('ad_spam'),
    illegal_trade: find('illegal_trade'),
    region_hatred: find('region_hatred'),
    ethnic_hatred: find('ethnic_hatred'),
  }
}

/** Tells whether a code is a part of abuse. */
export function isHatred(code: ClassCode | HatredCode): code is HatredCode {
  return HATRED_CODES.includes(code)
}

/** The column of each. */
export const COLUMN_OF = byCode((code) => [...CLASSES, ...HATREDS].indexOf(code))

const CODES: readonly string[] = CLASSES

const HATRED_CODES: readonly string[] = HATREDS

/**
 * Returns the place of a label among the classes, that of abuse for hatred, −1 for benign, `undefined` for what the model
 * does not know.
 */
export function classOf(label: string): number | undefined {
  if (label === 'benign') return -1
  const at = HATRED_CODES.includes(label) ? ABUSE : CODES.indexOf(label)
  return at < 0 ? undefined : at
}

/** The place of abuse among the classes. */
export const ABUSE = CLASSES.indexOf('abuse')

/** Returns the place of a label among the hatreds, −1 for all others. */
export function hatredOf(label: string): number {
  return HATRED_CODES.indexOf(label)
}
