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

/** Takes a model out of the shadow, without effect on any other; one that was in force before is a retired one again. */
export function withdraw(models: readonly StandingModel[], version: string): ModelChange {
  const wanted = models.find((one) => one.version === version)
  return change(models, version, { from: ['shadow'], type: 'withdrawn', to: wanted ? outside(wanted) : 'candidate' })
}

/** Puts a model into force; the one that was retires. */
export function promote(models: readonly StandingModel[], version: string): ModelChange {
  return change(models, version, { from: ['candidate', 'shadow', 'retired'], type: 'promoted', to: 'active' })
}

/** What put a model into force, or took it out. */
export interface ModelTurn {
  readonly version: string
  readonly type: ModelEventType
}

/**
 * Takes the active model out of force and puts back the one that was in force before it, wherever that stands now; the
 * shipped one where there was none. What was itself rolled back is not come back to. `turns` are the events of the site's
 * models, the first one first; the event names the model that is taken out.
 */
export function rollBack(
  models: readonly StandingModel[],
  turns: readonly ModelTurn[],
): { readonly version: string; readonly change: ModelChange } {
  const active = models.find(({ state }) => state === 'active')
  if (!active) return { version: '', change: { ok: false, reason: 'nothing_active' } }
  const line = lineBefore(active.version, turns)
  const back = line.findLast((version) => models.some((one) => one !== active && one.version === version))
  const states = new Map<string, ModelState>([[active.version, 'retired']])
  if (back !== undefined) states.set(back, 'active')
  return { version: active.version, change: { ok: true, type: 'rolled_back', states } }
}

/** Names what was in force before a model that is now, one after another, without what was rolled back. */
function lineBefore(active: string, turns: readonly ModelTurn[]): readonly string[] {
  let line: string[] = []
  for (const { version, type } of turns) {
    if (type === 'promoted') line.push(version)
    // One that was passed over because it could not be read stands after the one that came back instead, and goes with it.
    if (type === 'rolled_back') line = before(line, version)
  }
  return before(line, active)
}

function before(line: readonly string[], version: string): string[] {
  const at = line.lastIndexOf(version)
  return at === -1 ? [...line] : line.slice(0, at)
}

interface Step {
  readonly from: readonly ModelState[]
  readonly type: ModelEventType
  readonly to: ModelState
}

/** Who comes into one of these makes whoever is there leave. */
const ONE_AT_MOST: ReadonlySet<ModelState> = new Set(['active', 'shadow'])

function change(models: readonly StandingModel[], version: string, { from, type, to }: Step): ModelChange {
  const wanted = models.find((one) => one.version === version)
  if (!wanted) return { ok: false, reason: 'unknown' }
  if (!from.includes(wanted.state)) return { ok: false, reason: 'not_in_state' }
  const states = new Map<string, ModelState>()
  for (const one of models) {
    if (one.state === to && ONE_AT_MOST.has(to)) states.set(one.version, outside(one))
  }
  return { ok: true, type, states: states.set(version, to) }
}

/** What a model is that neither is in force nor reads along. */
function outside({ promotedAt }: StandingModel): ModelState {
  return promotedAt === null ? 'candidate' : 'retired'
}
