import { CLASSES, HATREDS } from '../screening/classifier/classes.ts'
import type { Explanation } from '../screening/explain.ts'
import { printable } from './terminal-text.ts'

type CategoryRisk = Explanation['risks'][number]

const MAX_QUOTED_COLUMNS = 30
const MAX_TEXTS = 3

/** Writes the risk of every category, what speaks for it, and where the policy draws its lines. */
export function riskLines({ risks, holdTogether }: Explanation): string[] {
  const together = 1 - risks.reduce((left, { risk }) => left * (1 - risk), 1)
  const isTogether = risks.length > 1 && risks.every(({ risk, threshold }) => risk < threshold.hold)
  const sum = `all together ${shown(together)} (holds from ${holdTogether})`
  return risks.length === 0
    ? ['no rule speaks against it']
    : [...risks.flatMap(categoryLines), ...(isTogether ? [sum] : [])]
}

// A chance of less than one in a hundred is not worth a line.
const LEAST_CHANCE = 0.01

/** Writes what the model thinks, the likeliest first, and what that comes to beside the rules; nothing where none spoke. */
export function opinionLines({ screening: { risk, evidence }, thresholds }: Explanation): string[] {
  const { opinion, modelVersion } = evidence
  if (!opinion || !thresholds) return []
  const routed = CLASSES.map((code) => ({ code, lines: `  (${linesText(thresholds[code])})` }))
  const chances = [...routed, ...HATREDS.map((code) => ({ code, lines: '' }))]
    .map((one) => ({ ...one, chance: opinion.risk[one.code] }))
    .filter(({ chance }) => chance >= LEAST_CHANCE)
    .sort((one, other) => other.chance - one.chance)
  return [
    `${modelVersion}: benign ${shown(opinion.benign)}`,
    ...chances.map(
      ({ code, chance, lines }) => `  ${code} ${shown(chance)}, with what the rules say ${risk[code] ?? 0}${lines}`,
    ),
  ]
}

function categoryLines({ category, risk, threshold, contributions }: CategoryRisk): string[] {
  const factors = contributions.map(({ weight }) => `(1 − ${weight})`).join('')
  const sum = contributions.length > 1 ? ` = 1 − ${factors}` : ''
  return [
    `${category} ${risk}${sum}  (${linesText(threshold)})`,
    ...contributions.map(({ source, weight, texts, riskWithout }) => {
      const quoted = texts.slice(0, MAX_TEXTS).map((text) => `「${printable(text, MAX_QUOTED_COLUMNS)}」`)
      const more = texts.length > MAX_TEXTS ? ` and ${texts.length - MAX_TEXTS} more` : ''
      return `  ${sourceName(source)} ${weight}, without it ${riskWithout}  ${quoted.join('')}${more}`.trimEnd()
    }),
  ]
}

/** Tells where the lines are drawn. */
function linesText({ hold, block }: CategoryRisk['threshold']): string {
  return `holds from ${hold}, ${block === null ? 'never blocks' : `blocks from ${block}`}`
}

/** Names a source as a person would: an entry by itself, a contact as that. */
export function sourceName(source: string): string {
  const [rule = '', ...entry] = source.split(' ')
  const name = entry.join(' ')
  if (source === 'contact') return 'a way to reach the sender'
  return name === '' ? rule : `entry 「${printable(name)}」`
}

function shown(risk: number): string {
  return String(Math.round(risk * 1000) / 1000)
}
