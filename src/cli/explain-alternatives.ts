import type { Explanation } from '../screening/explain.ts'
import { sourceName } from './explain-risk.ts'
import { printable } from './terminal-text.ts'

type Alternative = Explanation['alternatives'][number]

/** Writes what would have had to differ for another verdict, one change a line. */
export function alternativeLines(explanation: Explanation): string[] {
  return explanation.alternatives.map((one) => `${one.route.verdict.padEnd(5)}  ${changeText(one, explanation)}`)
}

function changeText(one: Alternative, explanation: Explanation): string {
  switch (one.kind) {
    case 'without':
      return `without ${one.sources.map(sourceName).join(' and ')}${riskText(one, explanation)}`
    case 'more':
      return one.category === null
        ? `with one sign of any category that weighs ${one.weight}`
        : `with one more sign of ${one.category} that weighs ${one.weight}${riskText(one, explanation)}`
    case 'counted':
      return `if 「${printable(one.match.entry)}」 had counted${riskText(one, explanation)}`
    case 'mode':
      return `under an article in mode ${one.mode}`
    case 'unasked':
      return 'if the rules alone had spoken'
    case 'unbroken':
      return 'if no rule had failed'
    default:
      return one satisfies never
  }
}

/** Tells the risk that the change leaves, of the category that decides: the one named then, or the one named now. */
function riskText({ route }: Alternative, { screening, risks, holdTogether }: Explanation): string {
  const category = route.category ?? screening.category
  if (category === null) return ''
  const threshold = risks.find((one) => one.category === category)?.threshold
  const risk = route.rules[category] ?? 0
  const isAboutBlock = route.verdict === 'block' || (route.verdict === 'hold' && screening.verdict === 'block')
  const line = isAboutBlock ? threshold?.block : threshold?.hold
  if (line === undefined || line === null) return `: ${category} ${risk}`
  if (route.verdict === 'hold' && risk < line && screening.verdict === 'pass')
    return `: together at ${holdTogether} or more`
  return `: ${category} ${risk}, ${risk < line ? 'below' : 'at or above'} ${line}`
}
