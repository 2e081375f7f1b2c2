import { BENIGN, isBad, type Judged } from './judged.ts'

// Sets name the wide category where we name a part of it.
const WIDE: Readonly<Record<string, string>> = {
  profanity: 'abuse',
  region_hatred: 'abuse',
  ethnic_hatred: 'abuse',
  threat: 'abuse',
  doxxing: 'abuse',
  defamation: 'abuse',
  cyberviolence: 'abuse',
  incite_conflict: 'abuse',
  self_harm: 'abuse',
  sexual_suggestive: 'porn',
  vulgar: 'porn',
}

/**
 * Returns the answers in the words of a set's own labels: a set with a single kind of violation takes any category for it,
 * others take the category itself or the wider one that has a label.
 */
export function answersInLabels(judged: readonly Judged[]): readonly string[] {
  const bad = new Set(judged.flatMap((one) => (isBad(one) && one.label !== undefined ? [one.label] : [])))
  const [only] = bad
  return judged.map(({ answer }) => {
    if (answer === BENIGN) return BENIGN
    if (bad.size === 1 && only !== undefined) return only
    return bad.has(answer) ? answer : (WIDE[answer] ?? answer)
  })
}
