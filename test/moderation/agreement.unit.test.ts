import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreementByLabel, agreementOf, type LabelPair } from '../../src/moderation/agreement.ts'

/** As many pairs as each cell of a table of counts says, rows by the first, columns by the second. */
function table(labels: readonly string[], counts: readonly (readonly number[])[]): LabelPair[] {
  return counts.flatMap((row, first) =>
    row.flatMap((count, second) =>
      Array.from({ length: count }, () => ({ first: labels[first]!, second: labels[second]! })),
    ),
  )
}

describe('kappa', () => {
  test('is 0.4 where two readers of fifty grant applications agree in 35, and by chance in 25', () => {
    const pairs = table(
      ['yes', 'no'],
      [
        [20, 5],
        [10, 15],
      ],
    )
    const { pairs: count, agreed, kappa } = agreementOf(pairs)
    expect({ count, agreed }).toEqual({ count: 50, agreed: 35 })
    expect(kappa).toBeCloseTo(0.4, 10)
  })

  test('is lower where the same share of agreement is likelier by chance', () => {
    const even = agreementOf(
      table(
        ['yes', 'no'],
        [
          [45, 15],
          [25, 15],
        ],
      ),
    )
    const skewed = agreementOf(
      table(
        ['yes', 'no'],
        [
          [25, 35],
          [5, 35],
        ],
      ),
    )
    expect(even.agreed).toBe(skewed.agreed)
    expect(even.kappa).toBeCloseTo(0.1304, 4)
    expect(skewed.kappa).toBeCloseTo(0.2593, 4)
  })

  test('is 0.492 in the example of three diagnoses of 200 patients by which Cohen introduced it', () => {
    const pairs = table(
      ['personality disorder', 'neurosis', 'psychosis'],
      [
        [88, 14, 18],
        [10, 40, 10],
        [2, 6, 12],
      ],
    )
    expect(agreementOf(pairs).kappa).toBeCloseTo((0.7 - 0.41) / (1 - 0.41), 10)
  })

  test('is 1 where both always agree on several labels, and below 0 where they never do', () => {
    expect(
      agreementOf(
        table(
          ['a', 'b', 'c'],
          [
            [3, 0, 0],
            [0, 4, 0],
            [0, 0, 5],
          ],
        ),
      ).kappa,
    ).toBe(1)
    expect(
      agreementOf(
        table(
          ['a', 'b'],
          [
            [0, 5],
            [5, 0],
          ],
        ),
      ).kappa,
    ).toBe(-1)
  })

  test('says nothing without pairs, and where everybody always says the same', () => {
    expect(agreementOf([])).toEqual({ pairs: 0, agreed: 0, kappa: null })
    expect(agreementOf(table(['fine'], [[9]]))).toEqual({ pairs: 9, agreed: 9, kappa: null })
  })

  test('of each label counts who said it, and of two labels is that of both together', () => {
    const pairs = table(
      ['abuse', 'fine'],
      [
        [20, 5],
        [10, 15],
      ],
    )
    const [abuse, fine] = agreementByLabel(pairs)
    expect(abuse).toMatchObject({ label: 'abuse', pairs: 50, agreed: 35, first: 25, second: 30, both: 20 })
    expect(fine).toMatchObject({ label: 'fine', first: 25, second: 20, both: 15 })
    expect(abuse!.kappa).toBeCloseTo(0.4, 10)
    expect(fine!.kappa).toBeCloseTo(0.4, 10)
  })

  test('does not depend on who is the first, nor on the names of the labels, and never leaves -1 to 1', () => {
    const label = fc.constantFrom('fine', 'abuse', 'ad_spam', 'porn')
    fc.assert(
      fc.property(fc.array(fc.record({ first: label, second: label })), (pairs) => {
        const { kappa } = agreementOf(pairs)
        expect(agreementOf(pairs.map(({ first, second }) => ({ first: second, second: first }))).kappa).toEqual(kappa)
        const renamed = pairs.map(({ first, second }) => ({ first: `x${first}`, second: `x${second}` }))
        expect(agreementOf(renamed).kappa).toEqual(kappa)
        if (kappa !== null) expect(Math.abs(kappa)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
