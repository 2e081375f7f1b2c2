import { type RawBuilder, sql } from 'kysely'

const WEEK_MS = 7 * 24 * 3_600_000

/** Always as many digits, so that no week begins like another. */
const WEEK_DIGITS = 5

/** No lexeme holds a control character: where this one stands in a query, the week is put in. */
const WEEK = '\u0001'

/** Returns the number of a time's week since 1970, with leading zeros; weeks begin on Thursdays. */
export function weekOf(at: Date): string {
  return String(weekNumber(at)).padStart(WEEK_DIGITS, '0')
}

/** Returns the number of a time's week since 1970. */
export function weekNumber(at: Date): number {
  return Math.floor(at.getTime() / WEEK_MS)
}

/** Writes a lexeme as the input of `tsvector` and `tsquery` has it. */
export function formatLexeme(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`
}

/** One thing that is looked for: any of these lexemes, each whole or, alone, as a beginning. */
export interface LexemeWish {
  readonly anyOf: readonly string[]
  readonly isBeginning?: boolean
}

/** Returns a `tsquery` for all wishes in the week that the SQL expression names. */
export function lexemeQuery(wishes: readonly LexemeWish[], week: RawBuilder<unknown>): RawBuilder<unknown> {
  const query = wishes.map(({ anyOf, isBeginning }) => {
    const formatted = anyOf.map((lexeme) => `${formatLexeme(`${WEEK}${lexeme}`)}${isBeginning ? ':*' : ''}`)
    return `(${formatted.join(' | ')})`
  })
  const digits = sql`lpad(${week}::text, ${WEEK_DIGITS}::int, '0')`
  return sql`replace(${query.join(' & ')}::text, ${WEEK}, ${digits})::tsquery`
}
