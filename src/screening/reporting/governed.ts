import { type Clause, clauseAt, isBare, type Place } from './clauses.ts'
import { CAUTION, REPORT, TERMS } from './signs.ts'

/** A text cut into clauses, with its hits covered in a copy. */
export interface Cut {
  readonly text: string
  readonly covered: string
  readonly clauses: readonly Clause[]
}

/** A sign at offsets into the text; a caution speaks only of what follows it in its clause. */
interface Sign extends Place {
  readonly isCaution: boolean
}

/** The sign that comes first. */
interface Governing extends Place {
  /** Whether a place that is offered on terms in its own clause has its sign only in another. */
  readonly isDoubtful: boolean
}

// A sentence further on speaks of something else.
const NEAR_CLAUSES = 2

/**
 * Returns the first sign that says of every place that it is reported or warned of, `undefined` where one place is without.
 * A sign governs what stands in its own clause, and near it what says more than a name; a bare name is governed from another
 * clause only where that begins with what is said of it (…, 都是骗局; …, 被抓了) or introduces it (警方提醒:…). In front of an
 * offer on terms, a clause that only speaks of others (欠债了？无抵押贷款，当天放款) leaves doubt.
 */
export function signOf(places: readonly Place[], cut: Cut): Governing | undefined {
  const signs = signsByClause(cut)
  if (signs.size === 0) return undefined
  let first: Sign | undefined
  let isDoubtful = false
  for (const place of places) {
    const found = governing(place, cut, signs)
    if (!found) return undefined
    if (!first || found.start < first.start) first = found
    isDoubtful ||= isOfferedElsewhere(place, found, cut)
  }
  return first && { start: first.start, end: first.end, isDoubtful }
}

function isOfferedElsewhere(place: Place, sign: Sign, { text, clauses }: Cut): boolean {
  const own = clauseAt(clauses, place.start)
  const other = clauseAt(clauses, sign.start)
  if (other >= own || clauses[other]?.introduces) return false
  // What it takes goes over the mark into the next clause at times.
  const end = Math.max(clauses[own]?.end ?? 0, place.end)
  return TERMS.test(text.slice(clauses[own]?.start ?? 0, end))
}

type Signs = ReadonlyMap<number, readonly Sign[]>

function signsByClause({ text, clauses }: Cut): Signs {
  const signs = new Map<number, Sign[]>()
  for (const [pattern, isCaution] of [
    [REPORT, false],
    [CAUTION, true],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const clause = clauseAt(clauses, match.index)
      const sign = { start: match.index, end: match.index + match[0].length, isCaution }
      signs.set(clause, [...(signs.get(clause) ?? []).slice(0, MAX_OF_CLAUSE), sign])
    }
  }
  return signs
}

// One says it; more only cost time.
const MAX_OF_CLAUSE = 4

function governing(place: Place, cut: Cut, signs: Signs): Sign | undefined {
  const { clauses } = cut
  const own = clauseAt(clauses, place.start)
  const inOwn = signs.get(own)?.find((sign) => !sign.isCaution || sign.end <= place.start)
  if (inOwn) return inOwn
  const isBare = isBareName(cut, clauses[own])
  for (let away = 1; away <= NEAR_CLAUSES; away += 1) {
    for (const other of [own - away, own + away]) {
      const sign = signs.get(other)?.find((one) => !one.isCaution)
      if (sign && (!isBare || speaksOfIt(cut, clauses[other], sign))) return sign
    }
  }
  return undefined
}

// Who says it is no name.
const SOMEBODY = /[他她人说让叫骗]/u

function isBareName({ covered }: Cut, clause: Clause | undefined): boolean {
  const beside = clause ? covered.slice(clause.start, clause.end) : ''
  return isBare(beside) && !SOMEBODY.test(beside)
}

// What begins so goes on about what was named before.
const ANAPHORA = /^(?:[都全就是纯净真这那已又]|千万|果然|结果|后来|最后|其实|根本|早就)/u

function speaksOfIt({ text }: Cut, clause: Clause | undefined, sign: Sign): boolean {
  if (!clause) return false
  return clause.introduces || sign.start === clause.start || ANAPHORA.test(text.slice(clause.start, sign.start + 1))
}
