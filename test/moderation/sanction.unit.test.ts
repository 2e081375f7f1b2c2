import { describe, expect, test } from 'vitest'
import { mayImpose, ROLES } from '../../src/moderation/rights.ts'
import { effectOf, graverThan, hasTerm, isInForce, MEASURES, SANCTIONS } from '../../src/moderation/sanction.ts'
import { sanctionNotice } from '../../src/moderation/sanction-notice.ts'

const NOW = new Date('2026-11-28T10:00:00Z')
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

test('the measures are the seven of the law, and what is about one comment is not taken against its author', () => {
  expect(MEASURES).toHaveLength(7)
  expect(MEASURES.filter((measure) => !SANCTIONS.some((one) => one === measure))).toEqual(['refuse', 'delete'])
})

test.each([
  ['warn', 'none'],
  ['limit', 'hold'],
  ['suspend', 'refuse'],
  ['close', 'refuse'],
  ['forbid', 'refuse'],
] as const)('%s does %s to what its reader writes', (measure, effect) => {
  expect(effectOf(measure)).toBe(effect)
})

test('what bars a comment is only what is graver than what it was screened under', () => {
  expect(graverThan('none')).toEqual(['limit', 'suspend', 'close', 'forbid'])
  expect(graverThan('hold')).toEqual(['suspend', 'close', 'forbid'])
  expect(graverThan('refuse')).toEqual([])
})

test.each([
  ['warn', null, true],
  ['warn', 1, false],
  ['limit', null, false],
  ['suspend', 1, true],
  ['suspend', 365, true],
  ['suspend', 366, false],
  ['suspend', 0, false],
  ['suspend', 1.5, false],
  ['close', null, true],
  ['forbid', 30, false],
] as const)('%s for %s days: %s', (measure, days, isPossible) => {
  expect(hasTerm(measure, days)).toBe(isPossible)
})

describe('a sanction', () => {
  test('holds until its term is over, to the moment', () => {
    const until = later(1)
    expect(isInForce({ until, liftedAt: null }, NOW)).toBe(true)
    expect(isInForce({ until, liftedAt: null }, until)).toBe(false)
    expect(isInForce({ until: null, liftedAt: null }, later(1e6))).toBe(true)
  })

  test('does not hold once it is lifted', () => {
    expect(isInForce({ until: null, liftedAt: NOW }, later(1))).toBe(false)
  })

  test('tells its reader for what, until when and how to appeal, in every language', () => {
    const until = new Date('2026-12-01T10:00:00Z')
    const notice = sanctionNotice({ measure: 'suspend', category: 'abuse', until, reason: '罵了樓上三次' })
    expect(notice['zh-Hant']).toContain('暫停帳號更新（')
    expect(notice['zh-Hant']).toContain(
      '罵了樓上三次。期間不能發表評論，仍可閱讀。到 2026-12-01 18:00（北京時間）為止。',
    )
    expect(notice['zh-Hant']).toContain('申訴')
    expect(notice['zh-Hans']).toContain('申诉')
    expect(notice.en).toContain('Until 2026-12-01 18:00, Beijing time.')
    expect(notice.en).toContain('appeal')
  })
})

test('a moderator warns and imposes short terms, leads and admins the rest, an auditor nothing', () => {
  const may = (measure: (typeof SANCTIONS)[number], days: number | null) =>
    ROLES.filter((role) => mayImpose(role, measure, days))
  expect(may('warn', null)).toEqual(['moderator', 'lead', 'admin'])
  expect(may('suspend', 3)).toEqual(['moderator', 'lead', 'admin'])
  expect(may('suspend', 4)).toEqual(['lead', 'admin'])
  expect(may('limit', 30)).toEqual(['lead', 'admin'])
  expect(may('close', null)).toEqual(['lead', 'admin'])
  expect(may('forbid', null)).toEqual(['lead', 'admin'])
})
