/** What a reader's spelling went through before it matched; the names stand in a hit's `folds`. */
export type FoldName =
  | 'invisible'
  | 'mark'
  | 'symbol'
  | 'digit'
  | 'width'
  | 'letter'
  | 'case'
  | 'script'
  | 'separator'
  | 'spaced'
  | 'space'
  | 'encoded'
  | 'stretched'
  | 'shape'
  | 'picture'
  | 'parts'
  | 'sound'
  | 'pinyin'
  | 'initials'
  | 'order'

/** One way to bring a character to its plain form; it sees one code point at a time and never its neighbours. */
export interface CharacterFold {
  readonly name: FoldName
  /** Returns the plain form, empty when the character carries nothing, the same string when it has none. */
  fold(character: string): string
  readonly examples: readonly (readonly [written: string, plain: string])[]
}

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
  picture: 2048,
  parts: 4096,
  encoded: 8192,
  stretched: 16384,
  shape: 32768,
  sound: 65536,
  pinyin: 131072,
  initials: 262144,
  order: 524288,
} as const satisfies Record<FoldName, number>

/** The folds that guess at what is meant; the others bring a character to the form that it has anyway. */
export const GUESSED_FOLDS =
  FOLD_BITS.picture |
  FOLD_BITS.parts |
  FOLD_BITS.stretched |
  FOLD_BITS.shape |
  FOLD_BITS.sound |
  FOLD_BITS.pinyin |
  FOLD_BITS.initials |
  FOLD_BITS.order

/** The folds that undo what nobody writes by accident; width, case and script come from keyboards and portals. */
export const EVASIVE_FOLDS =
  FOLD_BITS.separator | FOLD_BITS.spaced | FOLD_BITS.invisible | FOLD_BITS.letter | FOLD_BITS.mark | FOLD_BITS.symbol

const NAMED_BITS: readonly (readonly [FoldName, number])[] = [
  ['invisible', FOLD_BITS.invisible],
  ['mark', FOLD_BITS.mark],
  ['symbol', FOLD_BITS.symbol],
  ['digit', FOLD_BITS.digit],
  ['width', FOLD_BITS.width],
  ['letter', FOLD_BITS.letter],
  ['case', FOLD_BITS.case],
  ['script', FOLD_BITS.script],
  ['separator', FOLD_BITS.separator],
  ['spaced', FOLD_BITS.spaced],
  ['space', FOLD_BITS.space],
  ['encoded', FOLD_BITS.encoded],
  ['picture', FOLD_BITS.picture],
  ['parts', FOLD_BITS.parts],
  ['stretched', FOLD_BITS.stretched],
  ['shape', FOLD_BITS.shape],
  ['sound', FOLD_BITS.sound],
  ['pinyin', FOLD_BITS.pinyin],
  ['initials', FOLD_BITS.initials],
  ['order', FOLD_BITS.order],
]

/** Lists the names of the folds in a bit mask, always in the same order. */
export function foldNames(mask: number): readonly FoldName[] {
  if (mask === 0) return []
  return NAMED_BITS.filter(([, bit]) => (mask & bit) !== 0).map(([name]) => name)
}
