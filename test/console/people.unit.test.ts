import { expect, test } from 'vitest'
import { eventText } from '../../src/console/people/event-text.ts'
import { ROLES as OFFERED } from '../../src/console/people/roles.ts'
import { createTexts } from '../../src/console/texts/texts.ts'
import { zhHant } from '../../src/console/texts/zh-hant.ts'
import { PEOPLE_EVENT_TYPES } from '../../src/moderation/people-event.ts'
import { ROLES } from '../../src/moderation/rights.ts'

const { t } = createTexts('zh-Hant', zhHant)
const event = {
  id: '1',
  at: '2026-01-05T06:00:00Z',
  actor: 'moderator',
  actorName: '主管',
  subjectName: '陳嵐',
} as const

test('an act is told with who did what to whom', () => {
  const changed = { ...event, type: 'role_changed', detail: { from: 'moderator', to: 'lead' } } as const
  expect(eventText(changed, t)).toBe('主管把陳嵐的角色從審核員改為負責人')
  const policy = { ...event, type: 'second_factor_policy', subjectName: null } as const
  expect(eventText({ ...policy, detail: { roles: ['lead', 'admin'] } }, t)).toContain('負責人、管理員')
  expect(eventText({ ...policy, detail: { roles: [] } }, t)).toMatch(/：無$/)
  const failed = { ...event, type: 'sign_in_failed', actor: 'stranger', actorName: null, detail: {} } as const
  expect(eventText(failed, t)).toBe('未登入的人試陳嵐的帳號，沒有成功')
})

test.each(PEOPLE_EVENT_TYPES)('%s leaves no placeholder open', (type) => {
  for (const actor of ['moderator', 'command_line', 'stranger'] as const)
    expect(eventText({ ...event, type, actor, detail: {} }, t)).not.toMatch(/[{}]/)
})

test('the page offers every role', () => {
  expect([...OFFERED].sort()).toEqual([...ROLES].sort())
})
