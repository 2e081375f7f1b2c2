/** Every fold has one bit, so that a unit remembers in one number which folds touched it. */
export const FOLD_BITS = {
  invisible: 1,
  mark: 2,
  symbol: 4,
  digit: 8,
  width: 16,
  letter: 32,
  case: 64,
  script: 128,
  separator: 256,
  spaced: 512,
  space: 1024,
  encoded: 2048,
  picture: 4096,
  parts: 8192,
  stretched: 16384,
  shape: 32768,
  sound: 65536,
  pinyin: 131072,
  initials: 262144,
  order: 524288,
  filler: 1048576,
} as const

/** What a reader's spelling went through before it matched; the names stand in a hit's `folds`. */
export type FoldName = keyof typeof FOLD_BITS

/** One way to bring a character to its plain form; it sees one code point at a time and never its neighbours. */
export interface CharacterFold {
  readonly name: FoldName
  /** Returns the plain form, empty when the character carries nothing, the same string when it has none. */
  fold(character: string): string
  readonly examples: readonly (readonly [written: string, plain: string])[]
}

/** The folds that guess at what is meant; the others bring a character to the form that it has anyway. */
export const GUESSED_FOLDS =
  FOLD_BITS.picture |
  FOLD_BITS.parts |
  FOLD_BITS.stretched |
  FOLD_BITS.shape |
  FOLD_BITS.sound |
  FOLD_BITS.pinyin |
  FOLD_BITS.initials |
  FOLD_BITS.order |
  FOLD_BITS.filler

/** The folds that undo what nobody writes by accident; width, case and script come from keyboards and portals. */
export const EVASIVE_FOLDS =
  FOLD_BITS.separator | FOLD_BITS.spaced | FOLD_BITS.invisible | FOLD_BITS.letter | FOLD_BITS.mark | FOLD_BITS.symbol

const FOLD_NAMES = Object.keys(FOLD_BITS).filter(isFoldName)

/** Lists the names of the folds in a bit mask, always in the same order. */
export function foldNames(mask: number): readonly FoldName[] {
  if (mask === 0) return []
  return FOLD_NAMES.filter((name) => (mask & FOLD_BITS[name]) !== 0)
}

function isFoldName(name: string): name is FoldName {
  return Object.hasOwn(FOLD_BITS, name)
}
