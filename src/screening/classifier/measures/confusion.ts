/** How well one label was told from the others. */
export interface LabelFigures {
  readonly label: string
  readonly count: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** How often the answers were right. */
export interface Agreement {
  readonly accuracy: number
  /** The mean of the labels' F1, each label counting the same however rare. */
  readonly macroF1: number
  readonly labels: readonly LabelFigures[]
}

/**
 * Compares answers with labels, pair by pair; an answer that is no label of the set is wrong and has no row of its own.
 * F1 of a label that is never answered is 0. Labels come in alphabetical order.
 */
export function compareAnswers(labels: readonly string[], answers: readonly string[]): Agreement {
  const answered = new Map<string, number>()
  const right = new Map<string, number>()
  const expected = new Map<string, number>()
  for (const [at, label] of labels.entries()) {
    const answer = answers[at] ?? ''
    add(expected, label)
    add(answered, answer)
    if (answer === label) add(right, label)
  }
  const rows = [...expected.keys()].sort().map((label) => {
    const hits = right.get(label) ?? 0
    const count = expected.get(label) ?? 0
    const precision = hits / Math.max(answered.get(label) ?? 0, 1)
    const recall = hits / Math.max(count, 1)
    return { label, count, precision, recall, f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
  })
  const total = [...right.values()].reduce((sum, count) => sum + count, 0)
  return {
    accuracy: total / Math.max(labels.length, 1),
    macroF1: rows.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(rows.length, 1),
    labels: rows,
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
