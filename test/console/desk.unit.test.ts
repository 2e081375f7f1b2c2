import { expect, test } from 'vitest'
import { isRenewalDue } from '../../src/console/review/auto-renew.ts'
import { CLEAR_DESK, forNextComment, rearranged } from '../../src/console/review/desk.ts'
import { findCategories } from '../../src/console/review/find-categories.ts'
import type { CategoryView } from '../../src/http/moderator/schemas.ts'

test('R opens the picker, and the button closes it again', () => {
  const open = rearranged(CLEAR_DESK, { type: 'pick' })
  expect(open.picker).toBe('fixed')
  expect(rearranged(open, { type: 'pick' }).picker).toBe('closed')
})

test('Escape closes one thing at a time, the uppermost first', () => {
  const full = { ...CLEAR_DESK, isHelpOpen: true, picker: 'all', isDrawerOpen: true } as const
  const first = rearranged(full, { type: 'back' })
  const second = rearranged(first, { type: 'back' })
  const third = rearranged(second, { type: 'back' })
  expect(first).toEqual({ ...full, isHelpOpen: false })
  expect(second).toEqual({ ...first, picker: 'fixed' })
  expect(third).toEqual({ ...first, picker: 'closed' })
  expect(rearranged(third, { type: 'back' })).toEqual(CLEAR_DESK)
})

test('H lifts the veil and lets it down again, however it was lifted', () => {
  const lifted = rearranged(CLEAR_DESK, { type: 'veil' })
  expect(lifted.veil).toBe('lifted')
  expect(rearranged(lifted, { type: 'veil' }).veil).toBe('down')
  expect(rearranged({ ...CLEAR_DESK, veil: 'lifted_first' }, { type: 'veil' }).veil).toBe('down')
})

test('the next comment closes the picker and the note, lets the veil down, and leaves the drawer and the normalized text', () => {
  const desk = {
    ...CLEAR_DESK,
    picker: 'fixed',
    form: 'note',
    isDrawerOpen: true,
    isNormalizedWhole: true,
    veil: 'lifted',
  } as const
  expect(forNextComment(desk)).toEqual({ ...CLEAR_DESK, isDrawerOpen: true, isNormalizedWhole: true })
})

test('a G waits for its digit also when the next comment comes between the two', () => {
  const desk = forNextComment(rearranged(CLEAR_DESK, { type: 'queues' }))
  expect(desk.isChoosingQueue).toBe(true)
})

const moment = { secondsLeft: 200, leaseSeconds: 600, now: 500_000, lastActiveAt: 490_000, lastTriedAt: 0 }

test('a lease is renewed in its second half while the moderator is at work', () => {
  expect(isRenewalDue(moment)).toBe(true)
  expect(isRenewalDue({ ...moment, secondsLeft: 301 })).toBe(false)
  expect(isRenewalDue({ ...moment, secondsLeft: 0 })).toBe(false)
})

test('a lease runs out when nobody has touched anything for two minutes', () => {
  expect(isRenewalDue({ ...moment, lastActiveAt: moment.now - 120_000 })).toBe(false)
})

test('a renewal that failed is not tried again every second', () => {
  expect(isRenewalDue({ ...moment, lastTriedAt: moment.now - 1_000 })).toBe(false)
})

const category = (code: string, name: string): CategoryView => ({
  code,
  name,
  class: 'S',
  pledge: [],
  digit: null,
  notice: '',
  nameNotice: '',
  templateId: null,
  templates: [],
})

test('categories are found by any part of their name or code, every typed word counting', () => {
  const all = [
    category('ad_spam', '商業廣告或招攬'),
    category('privacy', '洩露個人信息'),
    category('minor_privacy', '洩露未成年人隱私'),
  ]
  expect(findCategories(all, '  ')).toEqual(all)
  expect(findCategories(all, '廣告').map(({ code }) => code)).toEqual(['ad_spam'])
  expect(findCategories(all, 'PRIVACY 未成年').map(({ code }) => code)).toEqual(['minor_privacy'])
  expect(findCategories(all, '沒有')).toEqual([])
})
