import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldNames } from '../../src/text/folds/fold.ts'
import { foldMask, normalize, originalSpan } from '../../src/text/normalize.ts'
import { LOOK_ALIKES } from '../../src/text/readings/look-alikes.ts'
import { BROKEN_CHARACTERS } from '../../src/text/readings/parts.ts'
import { readShapes } from '../../src/text/readings/shape-reading.ts'
import { readSounds, soundsOf } from '../../src/text/readings/sound-reading.ts'
import { restore } from '../../src/text/restore.ts'

describe('by its sound', () => {
  test.each([
    ['薇欣', '微信'],
    ['jia微信', '加微信'],
    ['jia wei xin', '加微信'],
    ['jiaweixin', '加微信'],
    ['jia1 wei1 xin4', '加微信'],
    ['jia1wei1xin4', '加微信'],
    ['jia.wei_xin', '加微信'],
    ['加we1xin', '加微信'],
    ['加ウェイ信', '加微信'],
    ['ㄐㄧㄚㄨㄟㄒㄧㄣ', '加微信'],
    ['ㄓㄨㄢ ㄑㄧㄢ', '赚 钱'],
    ['ㄋㄩㄕ', '女是'],
    ['ai qingqi shi', '爱情骑士'],
    ['加vx', '加vx'],
    ['a片', 'a骗'],
  ])('%s reads like %s', (written, meant) => {
    expect(readSounds(written).text).toBe(soundsOf(meant))
  })

  test('letters that are no pinyin stay letters', () => {
    expect(readSounds('vx1').text).toBe('vx1')
  })
})

describe('by its shape', () => {
  test.each([
    ['赌愽', '赌博'],
    ['加徽信', '加微信'],
    ['嘿魄', '黑鬼'],
    ['加加加微信', '加微信'],
    ['坓栳', '基佬'],
    ['诡掭', '跪舔'],
    ['忧蕙券', '优惠券'],
  ])('%s reads like %s', (written, meant) => {
    expect(readShapes(written).text).toBe(readShapes(meant).text)
  })

  test('no character stands in two groups', () => {
    const all = LOOK_ALIKES.join('')
    expect([...all].filter((one, at) => all.indexOf(one) !== at)).toEqual([])
  })

  test('every look-alike is as normalized texts have it', () => {
    expect([...LOOK_ALIKES.join('')].filter((one) => normalize(one).text !== one)).toEqual([])
  })
})

describe('restored', () => {
  test.each([
    ['亻故走召人', '做超人', ['parts']],
    ['女子看', '好看', ['parts']],
    ['大👻来了', '大鬼来了', ['picture']],
    ['才丁人', '打人', ['parts']],
    ['⌚子', '表子', ['picture']],
    ['🌶️鸡', '辣鸡', ['picture']],
    ['巨🦅', '巨鹰', ['picture']],
    ['🀄🀀🀁🀂🀃人', '中东南西北人', ['picture']],
    ['2️⃣鬼子', '二鬼子', ['picture']],
    ['🈵人', '满人', ['picture']],
    ['女𠔉手', '女拳', ['parts']],
    ['足危舌忝', '跪舔', ['parts']],
    ['丷晋人言女', '普信女', ['parts']],
    ['文辶个', '这个', ['parts']],
    ['心不手丁', '怀打', ['parts']],
    ['冰口毒口出口售', '冰毒出售', ['filler']],
  ])('%s is %s', (written, plain, folds) => {
    const restored = restore(normalize(written))
    expect(restored?.text).toBe(plain)
    expect(restored && foldNames(foldMask(restored, 0, plain.length))).toEqual(folds)
  })

  test.each(['今天天氣很好', '加❤薇信'.replace('❤', '*'), '群1️⃣2️⃣3️⃣', '说了做了吃', '1️⃣2楼', ''])(
    '%s has nothing to restore',
    (text) => {
      expect(restore(normalize(text))).toBeUndefined()
    },
  )

  test('a span covers the picture that was folded to a word', () => {
    const restored = restore(normalize('大🌶️鸡'))
    expect(restored && originalSpan(restored, 1, 2).text).toContain('🌶')
  })

  test('a span covers all parts that the reader wrote', () => {
    const restored = restore(normalize('一隻犭句'))
    expect(restored && originalSpan(restored, 2, 3)).toEqual({ start: 2, end: 4, text: '犭句' })
  })
})

test('the parts of every character are joined to it', () => {
  const lost = BROKEN_CHARACTERS.filter((one) => restore(normalize(one.slice(1)))?.text !== one.charAt(0))
  expect(lost).toEqual([])
})

const ANY = fc.string({
  unit: fc.constantFrom(
    '加',
    '犭',
    '句',
    '女',
    '子',
    '👻',
    '⌚',
    '🌶️',
    '2️⃣',
    'j',
    'ia',
    ' ',
    'wei',
    '亻',
    '人',
    '𠔉',
    '手',
    '\ud83d',
    '。',
    '😂',
    '*',
    '嘿',
    '1',
    '.',
    'ㄨ',
    'ㄟ',
    'ウェイ',
    '口',
  ),
})

test('every symbol of a reading knows its place, in order, and all of them cover the text', () => {
  fc.assert(
    fc.property(ANY, (text) => {
      const normalized = restore(normalize(text)) ?? normalize(text)
      for (const reading of [readSounds(normalized.text), readShapes(normalized.text)]) {
        expect(reading.starts.length).toBe(reading.text.length)
        reading.starts.forEach((start, at) => {
          expect(start).toBeGreaterThanOrEqual(reading.ends[at - 1] ?? 0)
          expect(reading.ends[at]).toBeGreaterThan(start)
        })
      }
      for (let at = 0; at < normalized.units.length; at += 1) {
        const span = originalSpan(normalized, at, at + 1)
        expect(span.end).toBeGreaterThan(span.start)
        expect(span.text).toBe(text.slice(span.start, span.end))
      }
    }),
    { numRuns: 1500 },
  )
})
