import { CLASSES } from '../screening/classifier/classes.ts'
import type { Model, ModelMode } from '../screening/classifier/model.ts'
import { effectOf, type ThresholdEffect, type WeighedText } from '../screening/classifier/thresholds.ts'
import type { CommentPolicy, Limits } from '../screening/policy.ts'
import { formatTable } from './eval/tables.ts'

/** Writes the thresholds of each mode, what they do to the texts that they were found on, and which limits they keep. */
export function formatThresholds(
  thresholds: Model['thresholds'],
  texts: readonly WeighedText[],
  constraints: CommentPolicy['constraints'],
): string {
  const modes: readonly ModelMode[] = ['pre', 'human']
  return modes
    .flatMap((mode) => {
      const effect = effectOf(texts, thresholds[mode])
      const rows = CLASSES.map((code) => {
        const { hold, block } = thresholds[mode][code]
        const missed = effect.missed[code]
        return [code, hold.toFixed(4), block?.toFixed(4) ?? 'never', missed === undefined ? '-' : percent(missed)]
      })
      return [
        formatTable({ title: `Thresholds, ${mode}`, note: NOTE, head: 'category|hold|block|missed'.split('|'), rows }),
        formatTable({
          title: `Limits, ${mode}`,
          note: 'weighed as the comments of a portal are taken to be',
          head: 'limit|wanted|found|kept'.split('|'),
          rows: limitRows(effect, constraints[mode]),
        }),
      ]
    })
    .join('\n')
}

const NOTE = 'the chance from which a text is held and blocked; of the texts held out, the share that passes'

function limitRows(effect: ThresholdEffect, limits: Limits): readonly (readonly string[])[] {
  const worst = Math.max(...CLASSES.map((code) => effect.missed[code] ?? 0))
  const rows = [
    ['blocked though no junk, at most', limits.maxWrongBlock, effect.wrongBlock],
    ['plain good texts blocked', limits.maxPlainBlock, effect.plainBlock],
    ['plain good texts held', limits.maxWrongHold, effect.wrongHold],
    ['all texts held', limits.maxHoldShare, effect.holdShare],
    ['missed, the worst category', limits.maxMissed, worst],
  ] as const
  return rows.map(([name, most, found]) => [name, percent(most), percent(found), found <= most ? 'yes' : 'no'])
}

function percent(value: number): string {
  return `${(value * 100).toFixed(2)} %`
}
