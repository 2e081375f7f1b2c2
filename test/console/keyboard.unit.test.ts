import { describe, expect, test } from 'vitest'
import { actionOf, type KeyPress, type View } from '../../src/console/review/keyboard.ts'

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  return { key, keyCode: 65, repeat: false, isComposing: false, isInField: false, ...plain, ...more }
}

const VIEWS: readonly View[] = ['card', 'drawer', 'picker', 'codes', 'reasons', 'macros', 'queues', 'help', 'idle']

describe('on a card', () => {
  test.each([
    ['a', 'approve'],
    ['r', 'pick'],
    ['s', 'reasons'],
    ['e', 'ask'],
    ['z', 'undo'],
    ['j', 'next'],
    ['k', 'previous'],
    ['g', 'queues'],
    ['m', 'macros'],
    ['t', 'wording'],
    ['n', 'note'],
    ['v', 'normalized'],
    ['i', 'drawer'],
    ['l', 'renew'],
    ['h', 'veil'],
    ['?', 'help'],
    ['？', 'help'],
    ['Escape', 'back'],
  ])('%s means %s', (key, type) => {
    expect(actionOf(press(key), 'card', true)).toEqual({ type })
  })

  test('a capital from Caps Lock means the same', () => {
    expect(actionOf(press('A'), 'card', true)).toEqual({ type: 'approve' })
  })

  test('a digit means nothing until a rejection is begun', () => {
    expect(actionOf(press('1'), 'card', true)).toBeUndefined()
  })

  test('names that every object has are no keys', () => {
    for (const key of ['constructor', 'toString', '__proto__']) {
      expect(actionOf(press(key), 'card', true)).toBeUndefined()
    }
  })
})

describe('in the category picker', () => {
  test('a digit from 1 to 9 rejects with the category of that digit', () => {
    for (const digit of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      expect(actionOf(press(String(digit)), 'picker', true)).toEqual({ type: 'reject_digit', digit })
    }
  })

  test('a second R takes the suggestion and 0 opens all codes', () => {
    expect(actionOf(press('r'), 'picker', true)).toEqual({ type: 'reject_suggested' })
    expect(actionOf(press('0'), 'picker', true)).toEqual({ type: 'all_codes' })
  })

  test('D marks evasion, T chooses another wording and M the macros', () => {
    expect(actionOf(press('d'), 'picker', true)).toEqual({ type: 'evasion' })
    expect(actionOf(press('t'), 'picker', true)).toEqual({ type: 'wording' })
    expect(actionOf(press('m'), 'picker', true)).toEqual({ type: 'macros' })
  })

  test('A does not publish', () => {
    expect(actionOf(press('a'), 'picker', true)).toBeUndefined()
  })
})

test('after S a digit gives the reason, and a second S gives none', () => {
  expect(actionOf(press('3'), 'reasons', true)).toEqual({ type: 'skip', digit: 3 })
  expect(actionOf(press('s'), 'reasons', true)).toEqual({ type: 'skip', digit: 1 })
  expect(actionOf(press('6'), 'reasons', true)).toBeUndefined()
})

test('after G a digit opens a queue, and any other key takes the G back', () => {
  expect(actionOf(press('7'), 'queues', true)).toEqual({ type: 'queue', digit: 7 })
  for (const key of ['8', 'a', 'g']) expect(actionOf(press(key), 'queues', true)).toEqual({ type: 'back' })
  expect(actionOf(press('Shift'), 'queues', true)).toBeUndefined()
})

test('after M every letter and digit is a macro’s', () => {
  expect(actionOf(press('A'), 'macros', true)).toEqual({ type: 'macro', key: 'a' })
  expect(actionOf(press('7'), 'macros', true)).toEqual({ type: 'macro', key: '7' })
})

test('without a card in front, queues are chosen and the last decision undone', () => {
  expect(actionOf(press('g'), 'idle', true)).toEqual({ type: 'queues' })
  expect(actionOf(press('z'), 'idle', true)).toEqual({ type: 'undo' })
})

test('without a card in front, no key decides, skips or renews', () => {
  for (const view of ['idle', 'help', 'codes'] as const) {
    for (const key of 'arsnvl0123456789') expect(actionOf(press(key), view, true)).toBeUndefined()
  }
})

test('under a drawer that hides the card, only the drawer’s key and the help are alive', () => {
  for (const key of 'arsnvl0123456789') expect(actionOf(press(key), 'drawer', true)).toBeUndefined()
  expect(actionOf(press('i'), 'drawer', true)).toEqual({ type: 'drawer' })
  expect(actionOf(press('?'), 'drawer', true)).toEqual({ type: 'help' })
})

describe.each(VIEWS)('in the view %s, every key but Escape is dead', (view) => {
  const keys = ['a', 'r', 's', 'n', 'v', 'i', 'l', '1', '9', '0', '?']

  test.each<[string, Partial<KeyPress>]>([
    ['in a field', { isInField: true }],
    ['with Ctrl', { ctrlKey: true }],
    ['with Meta', { metaKey: true }],
    ['with Alt', { altKey: true }],
    ['while an input method composes', { isComposing: true }],
    ['when an input method took it', { keyCode: 229 }],
    ['when held down', { repeat: true }],
  ])('%s', (_, more) => {
    for (const key of keys) expect(actionOf(press(key, more), view, true)).toBeUndefined()
  })

  test('when single keys are turned off', () => {
    for (const key of keys) expect(actionOf(press(key), view, false)).toBeUndefined()
  })
})

test('a letter with Shift means nothing', () => {
  expect(actionOf(press('A', { shiftKey: true }), 'card', true)).toBeUndefined()
})

test('Escape leads back from a field and with single keys off', () => {
  expect(actionOf(press('Escape', { isInField: true }), 'codes', true)).toEqual({ type: 'back' })
  expect(actionOf(press('Escape'), 'picker', false)).toEqual({ type: 'back' })
})

test('Escape that ends a composition does not lead back', () => {
  expect(actionOf(press('Escape', { isComposing: true, isInField: true }), 'codes', true)).toBeUndefined()
})
