/** Another way to read a normalized text: a string of symbols, each with the range of the normalized text it stands for. */
export interface Reading {
  /** One UTF-16 unit per symbol. */
  readonly text: string
  /** Offsets into the normalized text, `ends` exclusive. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}
