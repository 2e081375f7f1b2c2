import { normalize } from '../text/normalize.ts'
import { type CategoryCode, isCategoryCode } from './taxonomy.ts'

/** `word`: both ends on word boundaries; `substring`: wherever the characters stand. */
export type MatchMode = 'word' | 'substring'

/** What must stand nearby for an entry to count: a hit of another entry of this category, or a contact. */
export type Company = CategoryCode | 'contact'

/** One line of a wordlist. */
export interface Entry {
  /** As written in the list. */
  readonly text: string
  /** As it is matched: see `matchingForm`. */
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
    const parsed = parse(
      text.split('|').map((field) => field.trim()),
      index + 1,
    )
    if (parsed.ok) entries.push(parsed.entry)
    else malformed.push(parsed)
  })
  return { entries, malformed }
}

// Shorter patterns fire everywhere; longer ones are sentences, which the next sender writes differently.
const MIN_PATTERN_UNITS = 2
const MAX_PATTERN_UNITS = 40

function parseEntry(fields: string[], line: number, category: CategoryCode): Parsed<Entry> {
  const [text = '', weightField = '', modeField = '', ...rest] = fields
  const pattern = matchingForm(normalize(text).text)
  const weight = Number(weightField)
  const [mode = '', ...companyField] = modeField.split(/[\s,]+/)
  const company = companyField.slice(1)
  const examples = parseExamples(rest)
  const refuse = (reason: string): Malformed => ({ ok: false, line, reason })
  if (!isPatternLength(pattern)) return refuse(`「${text}」 must be ${MIN_PATTERN_UNITS} to ${MAX_PATTERN_UNITS} long`)
  if (!(weight > 0 && weight <= 1)) return refuse(`the weight must be above 0 and at most 1, not 「${weightField}」`)
  if (mode !== 'word' && mode !== 'substring') return refuse(`the mode must be word or substring, not 「${mode}」`)
  if (companyField.length > 0 && (companyField[0] !== 'with' || company.length === 0)) {
    return refuse('after the mode only 「with」 and category codes or 「contact」 may follow')
  }
  if (!company.every(isCompany)) return refuse(`「${company.join(' ')}」 holds a word that is no category code`)
  if (typeof examples === 'string') return refuse(examples)
  return { ok: true, entry: { text, pattern, category, weight, mode, company, ...examples, line } }
}

function parseAllowEntry(fields: string[], line: number): Parsed<AllowEntry> {
  const [text = '', ...rest] = fields
  const pattern = matchingForm(normalize(text).text)
  const unknown = rest.find((field) => !field.startsWith('note:'))
  if (!isPatternLength(pattern)) {
    return { ok: false, line, reason: `「${text}」 must be ${MIN_PATTERN_UNITS} to ${MAX_PATTERN_UNITS} long` }
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

function isCompany(value: string): value is Company {
  return value === 'contact' || isCategoryCode(value)
}
