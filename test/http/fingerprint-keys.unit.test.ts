import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { keysOf } from '../../src/http/reader/fingerprint-keys.ts'
import { FIRST_CONTACT_KEY } from '../../src/screening/fingerprint/keys.ts'

const KEY = randomBytes(32)

test('a contact has a key above all bands, below what a number holds exactly', () => {
  const [band, key = 0, other] = keysOf(KEY, 'demo', { bands: [7], contacts: ['abc12345', 'abc12346'] })
  expect(band).toBe(7)
  expect(key).not.toBe(other)
  expect(key).toBeGreaterThanOrEqual(FIRST_CONTACT_KEY)
  expect(Number.isSafeInteger(key)).toBe(true)
})

test('one contact has one key on a site, another on another site or under another secret', () => {
  const fingerprint = { bands: [], contacts: ['abc12345'] }
  const keys = [
    keysOf(KEY, 'demo', fingerprint),
    keysOf(KEY, 'other', fingerprint),
    keysOf(randomBytes(32), 'demo', fingerprint),
  ]
  expect(keysOf(KEY, 'demo', fingerprint)).toEqual(keys[0])
  expect(new Set(keys.flat()).size).toBe(3)
})
