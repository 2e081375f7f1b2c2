/** Where a site's own model stands: tried on nothing, read without effect, in force, or out of it. */
export type ModelState = 'candidate' | 'shadow' | 'active' | 'retired'

/** What happens to a model; `withdrawn` ends the shadow. */
export type ModelEventType = 'trained' | 'shadowed' | 'withdrawn' | 'promoted' | 'rolled_back'

/** A model with the time it was last promoted, `null` for never. */
export interface StandingModel {
  readonly version: string
  readonly state: ModelState
  readonly promotedAt: Date | null
}

/** What is to be done, or why it cannot be. */
export type ModelChange =
  | { readonly ok: true; readonly type: ModelEventType; readonly states: ReadonlyMap<string, ModelState> }
  | { readonly ok: false; readonly reason: 'unknown' | 'not_in_state' | 'nothing_active' }

/** Puts a candidate, or a model that was in force before, into the shadow; another one there leaves it. */
export function shadow(models: readonly StandingModel[], version: string): ModelChange {
  return change(models, version, { from: ['candidate', 'retired'], type: 'shadowed', to: 'shadow' })
}

/** Takes a model out of the shadow, without effect on any other. */
export function withdraw(models: readonly StandingModel[], version: string): ModelChange {
  return change(models, version, { from: ['shadow'], type: 'withdrawn', to: 'candidate' })
}

/** Puts a model into force; the one that was retires. */
export function promote(models: readonly StandingModel[], version: string): ModelChange {
  return change(models, version, { from: ['candidate', 'shadow', 'retired'], type: 'promoted', to: 'active' })
}

/**
 * Takes the active model out of force and puts back the one promoted last before it; the shipped one where there was
 * none. The event names the model that is taken out.
 */
export function rollBack(models: readonly StandingModel[]): { readonly version: string; readonly change: ModelChange } {
  const active = models.find(({ state }) => state === 'active')
  if (!active) return { version: '', change: { ok: false, reason: 'nothing_active' } }
  const before = models
    .filter(({ state, promotedAt }) => state === 'retired' && promotedAt !== null && isEarlier(promotedAt, active))
    .sort((one, other) => (other.promotedAt?.getTime() ?? 0) - (one.promotedAt?.getTime() ?? 0))
  const states = new Map<string, ModelState>([[active.version, 'retired']])
  if (before[0]) states.set(before[0].version, 'active')
  return { version: active.version, change: { ok: true, type: 'rolled_back', states } }
}

function isEarlier(at: Date, { promotedAt }: StandingModel): boolean {
  return promotedAt !== null && at < promotedAt
}

interface Step {
  readonly from: readonly ModelState[]
  readonly type: ModelEventType
  readonly to: ModelState
}

/** What a model that must make way becomes. */
const LEAVES: Readonly<Partial<Record<ModelState, ModelState>>> = { active: 'retired', shadow: 'candidate' }

function change(models: readonly StandingModel[], version: string, { from, type, to }: Step): ModelChange {
  const wanted = models.find((one) => one.version === version)
  if (!wanted) return { ok: false, reason: 'unknown' }
  if (!from.includes(wanted.state)) return { ok: false, reason: 'not_in_state' }
  const states = new Map<string, ModelState>()
  for (const { version: other, state } of models) {
    const left = state === to ? LEAVES[state] : undefined
    if (left) states.set(other, left)
  }
  return { ok: true, type, states: states.set(version, to) }
}
