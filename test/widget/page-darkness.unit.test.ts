import { expect, test } from 'vitest'
import { isDark } from '../../src/widget/page-darkness.ts'

const CLEAR = 'rgba(0, 0, 0, 0)'

test.each([
  ['rgb(25, 30, 33)', true],
  ['rgb(255, 255, 255)', false],
  ['rgb(0, 0, 255)', true],
  ['rgb(255, 240, 0)', false],
  ['rgba(0, 0, 0, 0.9)', true],
  ['color(srgb 0.1 0.1 0.1)', true],
  ['color(display-p3 0.9 0.9 0.9 / 0.8)', false],
  ['oklch(0.21 0.034 264.665)', true],
  ['oklab(0.98 0 0)', false],
  ['lab(12 3 4)', true],
  ['lch(95 none none)', false],
])('a page in %s is dark: %s', (background, expected) => {
  expect(isDark([background])).toBe(expected)
})

test('what is in front decides, and what shows through does not', () => {
  expect(isDark([CLEAR, 'rgb(255, 255, 255)', 'rgb(0, 0, 0)'])).toBe(false)
  expect(isDark([CLEAR, 'rgba(255, 255, 255, 0.1)', 'rgb(0, 0, 0)'])).toBe(true)
})

test.each([[[]], [[CLEAR]], [['canvas']], [['']]])('a page of unknown colour, %j, counts as light', (backgrounds) => {
  expect(isDark(backgrounds)).toBe(false)
})
