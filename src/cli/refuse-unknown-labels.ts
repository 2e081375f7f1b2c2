import { CommandError } from '../command-error.ts'
import { BENIGN } from '../screening/classifier/measures/judged.ts'
import { isCategoryCode } from '../screening/taxonomy.ts'

/** The label of what violates something that nobody named. */
const VIOLATION = 'violation'

/** A label as it stands in a file; `undefined` and `null` where nobody judged the text. */
interface WrittenLabel {
  readonly label: unknown
  readonly line: number
}

/** So many are named; who made as many up has made a mistake of another kind. */
const MOST_NAMED = 10

/**
 * Refuses a file with labels that are no label, each named with how often it stands there and where first: taken for a
 * violation, a misspelt "benign" would make every figure wrong.
 */
export function refuseUnknownLabels(file: string, written: readonly WrittenLabel[]): void {
  const unknown = new Map<string, { count: number; line: number }>()
  for (const { label, line } of written) {
    if (isLabel(label)) continue
    const name = JSON.stringify(label)
    const met = unknown.get(name)
    if (met) met.count += 1
    else unknown.set(name, { count: 1, line })
  }
  if (unknown.size === 0) return
  const named = [...unknown].slice(0, MOST_NAMED).map(([name, { count, line }]) => {
    return `${file}:${line}: ${name} is no label${count > 1 ? `; it stands on ${count} lines` : ''}.`
  })
  const more = unknown.size > MOST_NAMED ? [`And ${unknown.size - MOST_NAMED} others.`] : []
  const allowed = `A label is "${BENIGN}", a category code, or "${VIOLATION}" where the kind is unknown; leave it out where nobody judged.`
  throw new CommandError([...named, ...more, allowed].join('\n'))
}

function isLabel(label: unknown): boolean {
  if (label === undefined || label === null) return true
  return typeof label === 'string' && (label === BENIGN || label === VIOLATION || isCategoryCode(label))
}
