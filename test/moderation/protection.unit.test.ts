import { expect, test } from 'vitest'
import { editableUntil } from '../../src/moderation/editing.ts'
import { protectionOf } from '../../src/moderation/protection.ts'
import { keptUntil } from '../../src/moderation/retention.ts'

const at = new Date('2026-11-28T10:00:00Z')
const never = { protectedAt: null, unprotectedAt: null }

test.each([
  [
    { age: null, ...never },
    { isOn: false, isDefault: true },
  ],
  [
    { age: 'adult', ...never },
    { isOn: false, isDefault: true },
  ],
  [
    { age: 'minor', ...never },
    { isOn: true, isDefault: true },
  ],
  [
    { age: 'child', ...never },
    { isOn: true, isDefault: true },
  ],
  [
    { age: 'minor', protectedAt: null, unprotectedAt: at },
    { isOn: false, isDefault: false },
  ],
  [
    { age: 'adult', protectedAt: at, unprotectedAt: null },
    { isOn: true, isDefault: false },
  ],
] as const)('a reader of %j is protected so: %j', (reader, protection) => {
  expect(protectionOf(reader)).toEqual(protection)
})

test('a comment may be changed for five minutes, and what nobody sees any more is kept for 184 days', () => {
  expect(editableUntil(at)).toEqual(new Date('2026-11-28T10:05:00Z'))
  expect(keptUntil(at)).toEqual(new Date('2027-05-31T10:00:00Z'))
})
