import { expect, test } from 'vitest'
import { axisSteps } from '../../src/console/dashboard/axis-steps.ts'

test('an axis of whole numbers has no line between two of them, and one of shares has', () => {
  expect(axisSteps(false).filter((step) => !Number.isInteger(step))).toEqual([])
  expect(axisSteps(false).slice(0, 4)).toEqual([1, 2, 5, 10])
  expect(axisSteps(true).some((step) => step < 1)).toBe(true)
})
