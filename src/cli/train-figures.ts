import { calibrate, expectElsewhere } from '../screening/classifier/calibrate.ts'
import { calibrateJoint } from '../screening/classifier/calibrate-joint.ts'
import { CLASSES, type ClassCode } from '../screening/classifier/classes.ts'
import type { HeldOutExample } from '../screening/classifier/cross-validate.ts'
import { BENIGN, type Judged } from '../screening/classifier/measures/judged.ts'
import { measureSet, type SetFigures } from '../screening/classifier/measures/measure-set.ts'
import { type Model, type Opinion, type Thresholds, toOpinion } from '../screening/classifier/model.ts'
import { hasWitness, routeByModel } from '../screening/classifier/model-policy.ts'
import type { WeighedText } from '../screening/classifier/thresholds.ts'
import { AT_THEIR_WORD, chanceOfAny, likeliest, weigh } from '../screening/classifier/weigh.ts'
import type { ReadExample } from './training-examples.ts'

/** A text that was held out. */
export type HeldOutText = HeldOutExample<ReadExample>

/** The same with what model and rules together think of it. */
export interface WeighedAnswer extends HeldOutText {
  readonly opinion: Opinion
  /** What it is called; `undefined` where benign is likelier. */
  readonly named: ClassCode | undefined
}

/** Calibrates the model alone, then what it and the rules say together. */
export function calibrateBoth(texts: readonly HeldOutText[]): Pick<Model, 'calibration' | 'joint'> {
  const calibration = expectElsewhere(calibrate(texts))
  const joint = calibrateJoint(texts.map((one) => ({ ...one, alone: toOpinion(one.logits, calibration) })))
  return { calibration, joint }
}

/** Weighs each text by a calibration that was fitted without its fold. */
export function weighHeldOut(texts: readonly HeldOutText[]): readonly WeighedAnswer[] {
  const folds = [...new Set(texts.map(({ fold }) => fold))]
  return folds.flatMap((fold) => {
    const { calibration, joint } = calibrateBoth(texts.filter((one) => one.fold !== fold))
    return texts
      .filter((one) => one.fold === fold)
      .map((one) => {
        const alone = toOpinion(one.logits, calibration)
        const named = likeliest(weigh(alone, one.rules.risk, AT_THEIR_WORD))
        return { ...one, opinion: weigh(alone, one.rules.risk, joint), named }
      })
  })
}

/** Says what each text stands for in traffic; good rows of a set without a bad one are plain. */
export function toWeighedTexts(answers: readonly WeighedAnswer[]): readonly WeighedText[] {
  const heated = new Set(answers.flatMap(({ row, target }) => (row && target >= 0 ? [row.set] : [])))
  return answers.map(({ row, target, opinion, rules }) => {
    const kind = CLASSES[target] ?? (row && heated.has(row.set) ? 'heated' : 'plain')
    return { kind, risk: opinion.risk, verdict: rules.verdict, hasWitness: hasWitness(rules.risk) }
  })
}

/** Measures the judged texts set by set, and with the seed corpus where it is the only teacher. */
export function heldOutFigures(answers: readonly WeighedAnswer[], thresholds: Thresholds): readonly SetFigures[] {
  const rows = answers.filter(({ row }) => row !== undefined)
  const sets = [...new Set(rows.flatMap(({ row }) => row?.set ?? []))]
  const measure = (name: string, some: readonly WeighedAnswer[]): SetFigures =>
    measureSet(
      name,
      some.map((one) => toJudged(one, thresholds)),
    )
  return [
    measure('all rows, held out', rows),
    ...(rows.length < answers.length ? [measure('and seed sentences', answers)] : []),
    ...sets.map((set) =>
      measure(
        set,
        rows.filter(({ row }) => row?.set === set),
      ),
    ),
  ]
}

function toJudged({ opinion, named, target, rules }: WeighedAnswer, thresholds: Thresholds): Judged {
  return {
    label: CLASSES[target] ?? BENIGN,
    answer: named ?? BENIGN,
    score: chanceOfAny(opinion.risk),
    verdict: routeByModel(rules, opinion, thresholds),
    perturbation: undefined,
    isHit: false,
    wasHit: undefined,
  }
}
