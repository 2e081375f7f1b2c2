/** What must stand in a text before a pattern can match it. */
export interface Required {
  /** Every match contains one of these, each of two characters or more; empty where nothing so long must occur. */
  readonly literals: readonly string[]
  /** Whether the pattern asks for the beginning or the end of the text. */
  readonly isAnchored: boolean
}

/** Reads a pattern that RE2 takes and returns the longest literals that every match of it must contain. */
export function requiredLiterals(pattern: string): Required {
  const cursor: Cursor = { pattern, at: 0, isAnchored: false }
  const literals = readAlternation(cursor)
  return { literals, isAnchored: cursor.isAnchored }
}

interface Cursor {
  readonly pattern: string
  at: number
  isAnchored: boolean
}

const MIN_LITERAL_CHARACTERS = 2

/** Each branch must hold a literal, or the whole holds none. */
function readAlternation(cursor: Cursor): readonly string[] {
  const branches = [readSequence(cursor)]
  while (cursor.pattern.charAt(cursor.at) === '|') {
    cursor.at += 1
    branches.push(readSequence(cursor))
  }
  return branches.every((literals) => literals.length > 0) ? branches.flat() : []
}

function readSequence(cursor: Cursor): readonly string[] {
  let best: readonly string[] = []
  let run: string[] = []
  const offer = (literals: readonly string[]): void => {
    if (shortest(literals) > shortest(best)) best = literals
  }
  const closeRun = (): void => {
    if (run.length >= MIN_LITERAL_CHARACTERS) offer([run.join('')])
    run = []
  }
  while (cursor.at < cursor.pattern.length && !'|)'.includes(cursor.pattern.charAt(cursor.at))) {
    const atom = readAtom(cursor)
    const repeat = readRepeat(cursor)
    if (typeof atom === 'string' && repeat !== 'perhaps') run.push(atom)
    if (typeof atom !== 'string' || repeat !== 'once') closeRun()
    if (typeof atom !== 'string' && repeat !== 'perhaps') offer(atom)
  }
  closeRun()
  return best
}

function shortest(literals: readonly string[]): number {
  return literals.length === 0 ? 0 : Math.min(...literals.map((literal) => literal.length))
}

const ESCAPE = /\\(?:[pP](?:\{[^}]*\}|.)|x(?:\{[^}]*\}|..)|[0-7]{1,3}|.)/suy
const CLASS = /\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]/suy
const GROUP = /\((?:\?(?:P?<\w+>|[a-zA-Z-]*:|[a-zA-Z-]+\)))?/uy
const ANCHORS = new Set(['^', '$', '\\A', '\\z'])

/** Returns a character, or the literals that anything else requires. */
function readAtom(cursor: Cursor): string | readonly string[] {
  const taken = take(cursor, ESCAPE) ?? take(cursor, CLASS) ?? take(cursor, GROUP)
  const atom = taken ?? String.fromCodePoint(cursor.pattern.codePointAt(cursor.at) ?? 0)
  if (taken === undefined) cursor.at += atom.length
  if (ANCHORS.has(atom)) cursor.isAnchored = true
  if (atom.startsWith('(')) return readGroup(cursor, atom)
  if (atom.startsWith('\\')) return /^\\[^\p{L}\p{N}]$/u.test(atom) ? atom.slice(1) : []
  return taken !== undefined || '.^$'.includes(atom) ? [] : atom
}

/** Reads on to the closing bracket; flags alone, as `(?i)`, are closed already. */
function readGroup(cursor: Cursor, opening: string): readonly string[] {
  if (opening.endsWith(')')) return []
  const literals = readAlternation(cursor)
  cursor.at += 1
  return literals
}

const REPEAT = /(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/uy

function readRepeat(cursor: Cursor): 'once' | 'some' | 'perhaps' {
  const taken = take(cursor, REPEAT)
  if (taken === undefined) return 'once'
  return /^(?:[?*]|\{0+[,}])/.test(taken) ? 'perhaps' : 'some'
}

function take(cursor: Cursor, shape: RegExp): string | undefined {
  shape.lastIndex = cursor.at
  const [taken] = shape.exec(cursor.pattern) ?? []
  if (taken !== undefined) cursor.at += taken.length
  return taken
}
