import { describe, expect, test } from 'vitest'
import { appealOutcome } from '../../src/moderation/appeal.ts'
import { promiseOf, QUEUE_POLICY, turnOf } from '../../src/moderation/queue.ts'
import { findReportCategory, REPORT_CATEGORIES, reportStatus } from '../../src/moderation/report.ts'
import { isDrawn, REVIEW_POLICY } from '../../src/moderation/review-policy.ts'
import { isAgreed, labelOf, mayThink, presentedStatus } from '../../src/moderation/second-opinion.ts'
import { ticketOf } from '../../src/moderation/ticket.ts'

const AT = new Date(Date.UTC(2026, 0, 5))

test('a ticket has nine digits that can be read out, from the least to the greatest', () => {
  expect(ticketOf(() => 0)).toBe('100-000-000')
  expect(ticketOf(() => 1 - Number.EPSILON)).toBe('999-999-999')
  expect(ticketOf(() => 0.5)).toBe('550-000-000')
})

describe('a report', () => {
  test('is upheld by what takes the comment from the public, and by nothing else', () => {
    expect(reportStatus(null, null)).toBe('open')
    expect(reportStatus(AT, 'remove')).toBe('upheld')
    expect(reportStatus(AT, 'reject')).toBe('upheld')
    expect(reportStatus(AT, 'publish')).toBe('not_upheld')
    expect(reportStatus(AT, 'restore')).toBe('not_upheld')
    expect(reportStatus(AT, null)).toBe('withdrawn')
  })

  test('is made for one of the categories that are offered once each, in every language', () => {
    const codes = REPORT_CATEGORIES.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { name } of REPORT_CATEGORIES) for (const words of Object.values(name)) expect(words).not.toBe('')
    expect(findReportCategory('cyberviolence')).toBeDefined()
    expect(findReportCategory('clickbait')).toBeUndefined()
  })

  test('about a minor has its turn before whatever was reported within the day before', () => {
    const dayBefore = new Date(AT.getTime() - 86_399_000)
    expect(findReportCategory('minor_harm')?.isUrgent).toBe(true)
    expect(turnOf('reported', AT, true).getTime()).toBeLessThan(turnOf('reported', dayBefore).getTime())
  })

  test('is promised an answer by the service level of its queue', () => {
    expect(promiseOf('reported', AT).getTime() - AT.getTime()).toBe(QUEUE_POLICY.reported.targetMinutes * 60_000)
  })
})

test('an appeal is overturned by what makes the comment public again', () => {
  expect(appealOutcome('published')).toBe('overturned')
  expect(appealOutcome('rejected')).toBe('upheld')
  expect(appealOutcome('removed')).toBe('upheld')
})

describe('two opinions', () => {
  test('agree where both find it fine, however they put it, and else on the category', () => {
    expect(isAgreed({ kind: 'publish', category: null }, { kind: 'restore', category: null })).toBe(true)
    expect(isAgreed({ kind: 'reject', category: 'abuse' }, { kind: 'remove', category: 'abuse' })).toBe(true)
    expect(isAgreed({ kind: 'reject', category: 'abuse' }, { kind: 'reject', category: 'profanity' })).toBe(false)
    expect(isAgreed({ kind: 'publish', category: null }, { kind: 'reject', category: 'abuse' })).toBe(false)
    expect(labelOf({ kind: 'remove', category: 'gore' })).toBe('gore')
  })

  test('are asked for in a status that tells nothing of the first', () => {
    expect(presentedStatus('held')).toBe('held')
    expect(presentedStatus('rejected')).toBe('held')
    expect(presentedStatus('published')).toBe('published')
    expect(presentedStatus('removed')).toBe('published')
    expect([mayThink('held', 'reject'), mayThink('held', 'remove'), mayThink('published', 'remove')]).toEqual([
      true,
      false,
      true,
    ])
  })
})

test('a share is drawn by a number below it: all of 1, and nothing of 0', () => {
  expect([isDrawn(1, 0.999), isDrawn(0, 0), isDrawn(0.05, 0.049), isDrawn(0.05, 0.05)]).toEqual([
    true,
    false,
    true,
    false,
  ])
  expect(REVIEW_POLICY.secondShare).toBe(0.05)
})
