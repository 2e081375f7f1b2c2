import type { Judged } from './judged.ts'

/** Where texts of one label went. */
export interface RoutingShares {
  /** The label as the set writes it, `unjudged` where it has none. */
  readonly label: string
  readonly count: number
  readonly held: number
  readonly blocked: number
}

/** Returns the shares of each label that are held and blocked, in alphabetical order of the labels. */
export function routingByLabel(judged: readonly Judged[]): readonly RoutingShares[] {
  const labels = [...new Set(judged.map(nameOf))].sort()
  return labels.map((label) => ({ label, ...sharesOf(judged.filter((one) => nameOf(one) === label)) }))
}

const nameOf = ({ label }: Judged): string => label ?? 'unjudged'

/** Returns the shares of some texts that are held and blocked, 0 where there are none. */
export function sharesOf(judged: readonly Judged[]): Omit<RoutingShares, 'label'> {
  const share = (verdict: string): number =>
    judged.filter((one) => one.verdict === verdict).length / Math.max(judged.length, 1)
  return { count: judged.length, held: share('hold'), blocked: share('block') }
}
