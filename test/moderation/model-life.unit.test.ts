import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ModelChange,
  type ModelState,
  type ModelTurn,
  promote,
  rollBack,
  type StandingModel,
  shadow,
  withdraw,
} from '../../src/moderation/model-life.ts'

const at = (day: number): Date => new Date(Date.UTC(2026, 0, day))
const model = (version: string, state: ModelState, promotedAt: number | null = null): StandingModel => {
  return { version, state, promotedAt: promotedAt === null ? null : at(promotedAt) }
}

const changed = (change: ModelChange): unknown => (change.ok ? Object.fromEntries(change.states) : change.reason)

test('a model is promoted from anywhere but where it is, and the one before it retires', () => {
  const models = [model('a', 'active', 1), model('b', 'shadow'), model('c', 'candidate')]
  expect(changed(promote(models, 'b'))).toEqual({ a: 'retired', b: 'active' })
  expect(changed(promote(models, 'c'))).toEqual({ a: 'retired', c: 'active' })
  expect(changed(promote(models, 'a'))).toBe('not_in_state')
  expect(changed(promote(models, 'd'))).toBe('unknown')
})

test('the shadow holds one model, and leaving it changes no other', () => {
  const models = [model('a', 'active', 1), model('b', 'shadow'), model('c', 'candidate')]
  expect(changed(shadow(models, 'c'))).toEqual({ b: 'candidate', c: 'shadow' })
  expect(changed(shadow(models, 'a'))).toBe('not_in_state')
  expect(changed(withdraw(models, 'b'))).toEqual({ b: 'candidate' })
  expect(changed(withdraw(models, 'c'))).toBe('not_in_state')
})

test('a model that was in force before is a retired one when it leaves the shadow', () => {
  const models = [model('a', 'shadow', 1), model('b', 'active', 2), model('c', 'candidate')]
  expect(changed(withdraw(models, 'a'))).toEqual({ a: 'retired' })
  expect(changed(shadow(models, 'c'))).toEqual({ a: 'retired', c: 'shadow' })
})

const turns = (...written: readonly string[]): ModelTurn[] =>
  written.map((turn) =>
    turn.startsWith('-') ? { version: turn.slice(1), type: 'rolled_back' } : { version: turn, type: 'promoted' },
  )

test('rolling back again and again goes back step by step, to the shipped model, and no further', () => {
  const models = [model('a', 'retired', 1), model('b', 'retired', 2), model('c', 'active', 3)]
  expect(rollBack(models, turns('a', 'b', 'c'))).toMatchObject({ version: 'c', change: { ok: true } })
  expect(changed(rollBack(models, turns('a', 'b', 'c')).change)).toEqual({ c: 'retired', b: 'active' })
  const after = [model('a', 'retired', 1), model('b', 'active', 2), model('c', 'retired', 3)]
  expect(changed(rollBack(after, turns('a', 'b', 'c', '-c')).change)).toEqual({ b: 'retired', a: 'active' })
  const last = [model('a', 'active', 1), model('b', 'retired', 2)]
  expect(changed(rollBack(last, turns('a', 'b', '-b')).change)).toEqual({ a: 'retired' })
  expect(changed(rollBack([model('a', 'retired', 1)], turns('a', '-a')).change)).toBe('nothing_active')
})

test('rolling back comes to the model that was in force before, also where it reads along', () => {
  const models = [model('a', 'shadow', 1), model('b', 'active', 2)]
  expect(changed(rollBack(models, turns('a', 'b')).change)).toEqual({ b: 'retired', a: 'active' })
})

test('rolling back does not come to what was itself rolled back', () => {
  const models = [model('a', 'retired', 1), model('b', 'retired', 2), model('c', 'active', 3)]
  expect(changed(rollBack(models, turns('a', 'b', '-b', 'c')).change)).toEqual({ c: 'retired', a: 'active' })
})

test('rolling back passes over a model that is not kept', () => {
  const models = [model('a', 'retired', 1), model('c', 'active', 3)]
  expect(changed(rollBack(models, turns('a', 'b', 'c')).change)).toEqual({ c: 'retired', a: 'active' })
})

test('whatever is done, one model at most is in force, one in the shadow, and a rollback undoes the promotion', () => {
  const step = fc.record({
    act: fc.constantFrom('shadow', 'withdraw', 'promote', 'rollback'),
    version: fc.constantFrom('a', 'b', 'c', 'd'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let models = ['a', 'b', 'c'].map((version) => model(version, 'candidate'))
      const done: ModelTurn[] = []
      const inForce: string[] = []
      for (const [day, { act, version }] of steps.entries()) {
        const acts = { shadow, withdraw, promote }
        const rolledBack = act === 'rollback' ? rollBack(models, done) : undefined
        const named = rolledBack?.version ?? version
        const change = rolledBack?.change ?? acts[act as keyof typeof acts](models, version)
        expect(rolledBack === undefined || change.ok).toBe(rolledBack === undefined || inForce.length > 0)
        if (!change.ok) continue
        if (change.type === 'promoted') inForce.push(named)
        if (change.type === 'rolled_back') expect(inForce.pop()).toBe(named)
        done.push({ version: named, type: change.type })
        models = models.map((one) => {
          const state = change.states.get(one.version) ?? one.state
          const isPromoted = change.type === 'promoted' && one.version === version
          return { ...one, state, promotedAt: isPromoted ? at(day + 1) : one.promotedAt }
        })
        expect(models.filter(({ state }) => state === 'active').map((one) => one.version)).toEqual(inForce.slice(-1))
        expect(models.filter(({ state }) => state === 'shadow').length).toBeLessThanOrEqual(1)
        expect(models.filter((one) => one.state === 'candidate' && one.promotedAt !== null)).toEqual([])
      }
    }),
  )
})
