import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ModelChange,
  type ModelState,
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

test('rolling back again and again goes back step by step, to the shipped model, and no further', () => {
  const models = [model('a', 'retired', 1), model('b', 'retired', 2), model('c', 'active', 3)]
  expect(rollBack(models)).toMatchObject({ version: 'c', change: { ok: true } })
  expect(changed(rollBack(models).change)).toEqual({ c: 'retired', b: 'active' })
  const after = [model('a', 'retired', 1), model('b', 'active', 2), model('c', 'retired', 3)]
  expect(changed(rollBack(after).change)).toEqual({ b: 'retired', a: 'active' })
  expect(changed(rollBack([model('a', 'active', 1), model('b', 'retired', 2)]).change)).toEqual({ a: 'retired' })
  expect(changed(rollBack([model('a', 'retired', 1)]).change)).toBe('nothing_active')
})

test('whatever is done, at most one model is in force and at most one in the shadow', () => {
  const step = fc.record({
    act: fc.constantFrom('shadow', 'withdraw', 'promote', 'rollback'),
    version: fc.constantFrom('a', 'b', 'c', 'd'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let models = ['a', 'b', 'c'].map((version) => model(version, 'candidate'))
      for (const [day, { act, version }] of steps.entries()) {
        const acts = { shadow, withdraw, promote }
        const change = act === 'rollback' ? rollBack(models).change : acts[act](models, version)
        if (!change.ok) continue
        models = models.map((one) => {
          const state = change.states.get(one.version) ?? one.state
          const isPromoted = change.type === 'promoted' && one.version === version
          return { ...one, state, promotedAt: isPromoted ? at(day + 1) : one.promotedAt }
        })
        for (const state of ['active', 'shadow']) {
          expect(models.filter((one) => one.state === state).length).toBeLessThanOrEqual(1)
        }
      }
    }),
  )
})
