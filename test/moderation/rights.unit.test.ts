import { expect, test } from 'vitest'
import { isRole, mayDo, RIGHTS, ROLES } from '../../src/moderation/rights.ts'
import { isUsername } from '../../src/moderation/username.ts'

test('what each role may do is this and nothing else', () => {
  const table = Object.fromEntries(ROLES.map((role) => [role, RIGHTS.filter((right) => mayDo(role, right))]))
  expect(table).toEqual({
    moderator: ['read', 'decide'],
    lead: ['read', 'decide', 'lead', 'see_decisions'],
    admin: ['read', 'decide', 'lead', 'see_decisions', 'see_people', 'change_people'],
    auditor: ['read', 'see_decisions', 'see_people'],
  })
})

test('only the roles are roles', () => {
  expect(['admin', 'auditor', 'king', '', 'constructor'].map(isRole)).toEqual([true, true, false, false, false])
})

test.each(['wang', '王編輯', 'a.b_c@d-e', 'x'.repeat(64)])('%s may be a username', (name) => {
  expect(isUsername(name)).toBe(true)
})

test.each(['', 'a b', 'a\u0000', 'x'.repeat(65), '<b>', 'a/b'])('%j may not be a username', (name) => {
  expect(isUsername(name)).toBe(false)
})
