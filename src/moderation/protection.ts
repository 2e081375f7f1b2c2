/** What the portal says of a reader's age: 18 or more, 14 to 17, under 14. */
export const AGES = ['adult', 'minor', 'child'] as const

export type Age = (typeof AGES)[number]

interface Protected {
  readonly age: Age | null
  readonly protectedAt: Date | null
  readonly unprotectedAt: Date | null
}

/** Whether strangers are kept from answering a reader, and whether that is so without anything the reader chose. */
export interface Protection {
  readonly isOn: boolean
  readonly isDefault: boolean
}

/** Returns how a reader is protected: as they switched it last, else minors are and others are not. */
export function protectionOf({ age, protectedAt, unprotectedAt }: Protected): Protection {
  if (protectedAt !== null) return { isOn: true, isDefault: false }
  if (unprotectedAt !== null) return { isOn: false, isDefault: false }
  return { isOn: age === 'minor' || age === 'child', isDefault: true }
}
