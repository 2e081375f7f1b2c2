import { normalize } from '../text/normalize.ts'
import { type ReadRegex, readRegex } from './regex.ts'
import { type CategoryCode, isCategoryCode } from './taxonomy.ts'

/**
 * `word`: both ends on word boundaries; `substring`: wherever the characters stand; `pinyin`: as `word`, and what sounds
 * the same counts as much; `regex`: a pattern of RE2.
 */
export type MatchMode = (typeof MODES)[number]

const MODES = ['word', 'substring', 'pinyin', 'regex'] as const

/** What must stand nearby for an entry to count: a hit of another entry of this category, a contact, or this very entry. */
export type Company = CategoryCode | 'contact' | NamedEntry

/** The pattern of an entry between quotation marks, e.g. 「代开」. */
export type NamedEntry = `「${string}」`

/** One line of a wordlist. */
export interface Entry {
  /** As written in the list. */
  readonly text: string
  /** As it is matched: see `matchingForm`, and `readRegex` for a pattern. */
  readonly pattern: string
  readonly category: CategoryCode
  readonly weight: number
  readonly mode: MatchMode
  /** Any one of these suffices; empty when the entry counts alone. */
  readonly company: readonly Company[]
  readonly hits: readonly string[]
  readonly misses: readonly string[]
  readonly line: number
}

/** One line of the allow list: nothing inside it is a hit. */
export interface AllowEntry {
  readonly text: string
  readonly pattern: string
  readonly line: number
}

/** A line that could not be read, and why, in a sentence for the person who wrote it. */
export interface Malformed {
  readonly ok: false
  readonly line: number
  readonly reason: string
}

type Parsed<Read> = { readonly ok: true; readonly entry: Read } | Malformed

/** Returns the text in which entries are looked for: normalized, with the plus sign read as 加, at the same length. */
export function matchingForm(normalizedText: string): string {
  return normalizedText.replaceAll('+', '加')
}

/** Reads a wordlist; every line that is not blank and not a comment is either an entry or malformed. */
export function parseWordlist(
  source: string,
  category: CategoryCode,
): { readonly entries: readonly Entry[]; readonly malformed: readonly Malformed[] } {
  return parseLines(source, (fields, line) => parseEntry(fields, line, category))
}

/** Reads the allow list: one entry a line, with an optional note. */
export function parseAllowList(source: string): {
  readonly entries: readonly AllowEntry[]
  readonly malformed: readonly Malformed[]
} {
  return parseLines(source, parseAllowEntry)
}

function parseLines<Read>(source: string, parse: (fields: string[], line: number) => Parsed<Read>) {
  const entries: Read[] = []
  const malformed: Malformed[] = []
  source.split(/\r?\n/).forEach((text, index) => {
    if (text.trim() === '' || text.trimStart().startsWith('#')) return
    const parsed = parse(splitFields(text), index + 1)
    if (parsed.ok) entries.push(parsed.entry)
    else malformed.push(parsed)
  })
  return { entries, malformed }
}

// Shorter patterns fire everywhere; longer ones are sentences, which the next sender writes differently.
const MIN_PATTERN_UNITS = 2
/** The greatest length of what is no regex. */
export const MAX_PATTERN_UNITS = 40

// A pattern stands between slashes, so that its own bars are not taken for the ends of a field.
const REGEX_LINE = /^\s*(\/(?:[^/\\]|\\.)+\/)\s*(?:\|(.*))?$/su

function splitFields(line: string): string[] {
  const [whole, regex = '', rest] = REGEX_LINE.exec(line) ?? []
  if (whole === undefined) return line.split('|').map((field) => field.trim())
  return [regex, ...(rest?.split('|') ?? [])].map((field) => field.trim())
}

const PLAIN_DECIMAL = /^(?:0|1)(?:\.\d+)?$/

function parseEntry(fields: string[], line: number, category: CategoryCode): Parsed<Entry> {
  const [text = '', weightField = '', modeField = '', ...rest] = fields
  const weight = PLAIN_DECIMAL.test(weightField) ? Number(weightField) : Number.NaN
  const mode = MODES.find((one) => one === modeField.split(/\s/, 1)[0])
  const company = parseCompany(modeField)
  const examples = parseExamples(rest)
  const refuse = (reason: string): Malformed => ({ ok: false, line, reason })
  const read = readPattern(text, mode)
  if (!read.ok) return refuse(read.reason)
  if (!(weight > 0 && weight <= 1)) return refuse(`the weight must be above 0 and at most 1, not 「${weightField}」`)
  if (mode === undefined) return refuse(`the mode must be one of ${MODES.join(', ')}, not 「${modeField}」`)
  if (typeof company === 'string') return refuse(company)
  if (typeof examples === 'string') return refuse(examples)
  return { ok: true, entry: { text, pattern: read.pattern, category, weight, mode, company, ...examples, line } }
}

function readPattern(text: string, mode: MatchMode | undefined): ReadRegex {
  const isBetweenSlashes = text.length > 1 && text.startsWith('/') && text.endsWith('/')
  if (mode === 'regex' && !isBetweenSlashes)
    return { ok: false, reason: `write the pattern between slashes: /${text}/` }
  if (mode === 'regex') return readRegex(text.slice(1, -1))
  if (isBetweenSlashes) return { ok: false, reason: `「${text}」 is a pattern: its mode is regex` }
  const pattern = matchingForm(normalize(text).text)
  if (!isPatternLength(pattern)) return { ok: false, reason: lengthReason(text) }
  if (mode === 'pinyin' && (pattern.match(HAN)?.length ?? 0) < MIN_PATTERN_UNITS) {
    return { ok: false, reason: `「${text}」 needs two Han characters to be known by its sound` }
  }
  return { ok: true, pattern }
}

const HAN = /\p{Script=Han}/gu

/** Returns the company that a mode asks for, or why it cannot be read. */
function parseCompany(modeField: string): readonly Company[] | string {
  const [, ...words] = modeField.match(/「[^」]*」|[^\s,]+/g) ?? []
  if (words.length === 0) return []
  const [first, ...names] = words
  if (first !== 'with' || names.length === 0) {
    return 'after the mode only 「with」 and category codes, 「contact」 or entries in 「」 may follow'
  }
  const company = names.flatMap((name) => toCompany(name) ?? [])
  return company.length === names.length ? company : `「${names.join(' ')}」 holds a word that is no category code`
}

function toCompany(name: string): Company | undefined {
  if (name === 'contact' || isCategoryCode(name)) return name
  const [, named] = /^「(.+)」$/.exec(name) ?? []
  return named === undefined ? undefined : nameEntry(matchingForm(normalize(named).text))
}

/** Names an entry as company does. */
export function nameEntry(pattern: string): NamedEntry {
  return `「${pattern}」`
}

function parseAllowEntry(fields: string[], line: number): Parsed<AllowEntry> {
  const [text = '', ...rest] = fields
  const pattern = matchingForm(normalize(text).text)
  const unknown = rest.find((field) => !field.startsWith('note:'))
  if (!isPatternLength(pattern)) {
    return { ok: false, line, reason: lengthReason(text) }
  }
  if (unknown !== undefined) return { ok: false, line, reason: `「${unknown}」 is not a note` }
  return { ok: true, entry: { text, pattern, line } }
}

function parseExamples(fields: readonly string[]): { hits: string[]; misses: string[] } | string {
  const hits: string[] = []
  const misses: string[] = []
  for (const field of fields) {
    const [, name, value = ''] = /^(hit|miss|note):\s*(.*)$/.exec(field) ?? []
    if (name === undefined || value === '') return `「${field}」 must be hit:, miss: or note: and a text`
    if (name === 'hit') hits.push(value)
    if (name === 'miss') misses.push(value)
  }
  return { hits, misses }
}

function isPatternLength(pattern: string): boolean {
  return pattern.length >= MIN_PATTERN_UNITS && pattern.length <= MAX_PATTERN_UNITS
}

function lengthReason(text: string): string {
  return `「${text}」 must be ${MIN_PATTERN_UNITS} to ${MAX_PATTERN_UNITS} long`
}
