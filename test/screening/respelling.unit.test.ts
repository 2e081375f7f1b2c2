import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairLevel } from '../../src/screening/classifier/respelling/character-pairs.ts'
import { EDGE, placeOf, unitAt } from '../../src/screening/classifier/respelling/han-places.ts'
import { learnPairs } from '../../src/screening/classifier/respelling/learn-pairs.ts'
import { respell } from '../../src/screening/classifier/respelling/respell.ts'
import { createSpeller } from '../../src/screening/classifier/respelling/speller.ts'
import { normalize } from '../../src/text/normalize.ts'

// What the speller has read: each sentence often enough that its pairs are no slip of the pen.
const KNOWN = [
  '他是个骗子',
  '这些骗子都是坏人',
  '你这个傻瓜',
  '真是个傻瓜',
  '坏人都走了',
  '我们去公园走走',
  '狗都不理他',
]
const pairs = learnPairs(KNOWN.flatMap((one) => Array.from({ length: 40 }, () => one)))
const speller = createSpeller(pairs)
const read = (text: string) => respell(normalize(text).text, speller)

test('what was seen side by side is known, and nearly all else is not', () => {
  const level = (one: string, other: string) =>
    pairLevel(pairs, placeOf(one.charCodeAt(0)), placeOf(other.charCodeAt(0)))
  expect(level('骗', '子')).toBeGreaterThan(0)
  expect(level('子', '骗')).toBe(0)
  const strange = Array.from({ length: 5000 }, (_, at) => pairLevel(pairs, 1 + at, 20_000 - at))
  expect(strange.filter((one) => one > 0).length).toBeLessThan(20)
})

test.each([
  ['by its sound', '他是个片子', '他是个骗子'],
  ['by the sound of two', '这些片籽都是坏人', '这些骗子都是坏人'],
  ['by its look', '枸都不理他', '狗都不理他'],
  ['from another order', '真个是傻瓜', '真是个傻瓜'],
  ['from pinyin', '他是个pian zi', '他是个骗子'],
  ['from pinyin in one word', '你这个shagua', '你这个傻瓜'],
  ['from first letters', '这些pz都是坏人', '这些骗子都是坏人'],
])('a word is put back %s', (_, written, meant) => {
  expect(read(written)).toMatchObject({ text: meant })
  expect(read(written).changed).toBeGreaterThan(0)
})

test('what is known stays as it is written, and so do letters without a Han beside them', () => {
  for (const text of [...KNOWN, '', 'shi pian zi', 'ktv 12:30']) {
    expect(read(text)).toEqual({ text: normalize(text).text, changed: 0 })
  }
})

test('a whole page of pinyin stays as it is written', () => {
  const page = `他${'pian zi '.repeat(40)}`
  expect(read(page)).toEqual({ text: normalize(page).text, changed: 0 })
})

test('what is new beside nothing known stays', () => {
  expect(read('量子纠缠').text).toBe('量子纠缠')
})

test('any text can be read; without letters it keeps its length, and what is no Han its place', () => {
  const han = fc.constantFrom(...'骗片子籽狗枸是个他这些，！1😀的了')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(han).map((all) => all.join('')),
      ),
      (text) => {
        const meant = respell(text, speller).text
        if (/[a-z]/.test(text)) return
        expect(meant.length).toBe(text.length)
        for (let at = 0; at < text.length; at += 1) {
          if (placeOf(text.charCodeAt(at)) === EDGE) expect(meant.charCodeAt(at)).toBe(text.charCodeAt(at))
        }
      },
    ),
  )
})

test('a place names its character', () => {
  for (const one of '一龥国') expect(String.fromCharCode(unitAt(placeOf(one.charCodeAt(0))))).toBe(one)
  expect(placeOf('a'.charCodeAt(0))).toBe(EDGE)
})
