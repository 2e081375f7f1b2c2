import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { deriveKeys } from '../../src/http/keys.ts'
import { keysOf } from '../../src/http/reader/fingerprint-keys.ts'
import { FIRST_CONTACT_KEY, FIRST_SKELETON_KEY } from '../../src/screening/fingerprint/keys.ts'

const KEYS = deriveKeys(randomBytes(32))

test('a skeleton has a key above all bands, and a contact above all skeletons, below what a number holds exactly', () => {
  const fingerprint = { skeleton: 'abc12345', bands: [7], contacts: ['abc12345', 'abc12346'] }
  const [band, skeleton = 0, key = 0, other] = keysOf(KEYS, 'demo', fingerprint)
  expect(band).toBe(7)
  expect(skeleton).toBeGreaterThanOrEqual(FIRST_SKELETON_KEY)
  expect(skeleton).toBeLessThan(FIRST_CONTACT_KEY)
  expect(key - FIRST_CONTACT_KEY).not.toBe(skeleton - FIRST_SKELETON_KEY)
  expect(key).not.toBe(other)
  expect(key).toBeGreaterThanOrEqual(FIRST_CONTACT_KEY)
  expect(Number.isSafeInteger(key)).toBe(true)
})

test('one skeleton and one contact have one key each on a site, another on another site or under another secret', () => {
  const fingerprint = { skeleton: 'jiawokanpian', bands: [], contacts: ['abc12345'] }
  const keys = [
    keysOf(KEYS, 'demo', fingerprint),
    keysOf(KEYS, 'other', fingerprint),
    keysOf(deriveKeys(randomBytes(32)), 'demo', fingerprint),
  ]
  expect(keysOf(KEYS, 'demo', fingerprint)).toEqual(keys[0])
  expect(new Set(keys.flat()).size).toBe(6)
})
