import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { seal, unseal } from '../../src/http/seal.ts'

test('a sealed text opens with its key only, and never looks the same twice', () => {
  const key = randomBytes(32)
  const sealed = seal(key, '203.0.113.7')
  expect(unseal(key, sealed)).toBe('203.0.113.7')
  expect(sealed.includes('203.0.113.7')).toBe(false)
  expect(seal(key, '203.0.113.7').equals(sealed)).toBe(false)
  expect(() => unseal(randomBytes(32), sealed)).toThrow()
  const changed = Buffer.from(sealed)
  changed[14] = (changed[14] ?? 0) ^ 1
  expect(() => unseal(key, changed)).toThrow()
})

test('a text that is bound to its row opens nowhere else', () => {
  const key = randomBytes(32)
  const sealed = seal(key, 'JBSWY3DPEHPK3PXP', 'row 1')
  expect(unseal(key, sealed, 'row 1')).toBe('JBSWY3DPEHPK3PXP')
  expect(() => unseal(key, sealed, 'row 2')).toThrow()
  expect(() => unseal(key, sealed)).toThrow()
})
