import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Hit } from '../../src/screening/evidence.ts'
import { areNear, bigramsOf } from '../../src/screening/fingerprint/bigrams.ts'
import { contactsOf } from '../../src/screening/fingerprint/contacts.ts'
import { type Fingerprint, fingerprintOf } from '../../src/screening/fingerprint.ts'
import { normalize } from '../../src/text/normalize.ts'
import { INNOCENT } from './innocent.ts'
import { createRandom, lightEdits } from './light-edits.ts'

const fingerprint = (text: string): Fingerprint => fingerprintOf(normalize(text), [])
const skeleton = (text: string): string => fingerprint(text).skeleton

test('a skeleton forgets digits, symbols, spaces, case, script and which of two like-sounding characters stands', () => {
  const plain = skeleton('加群領取50元紅包 ABC')
  for (const disguised of ['加群领取8888元红包abc', '加*群🌟領取 1 元·紅包ａｂｃ', '佳裙領取50元紅苞ABC']) {
    expect(skeleton(disguised)).toBe(plain)
  }
  expect(skeleton('加群領取50元獎金 ABC')).not.toBe(plain)
})

test('short texts and choruses carry nothing that another text could meet', () => {
  for (const text of [
    '支持！',
    '好',
    '轉發',
    'R.I.P.',
    '一路走好🕯️🕯️🕯️',
    '致敬英雄！！！',
    '加油武漢',
    '哈'.repeat(500),
  ]) {
    expect(fingerprint(text).bands).toEqual([])
  }
})

test('a fingerprint is total over all strings', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const { bands } = fingerprint(text)
      expect(bands.every((band) => Number.isInteger(band) && band >= 0 && band < 2 ** 32)).toBe(true)
    }),
  )
  expect(skeleton('\ud800𠮷a\udc00')).toBe('𠮷a')
})

const PLACES = ['武漢', '冠縣', '運河邊', '開發區', '火車站', '大學城', '老城區']
const WARES = ['二手手機', '定制西裝', '進口奶粉', '家用空調', '學生公寓', '裝修建材']
const DEALS = ['全場特價', '買一送一', '免費上門', '開業優惠', '當天發貨']
const CLOSINGS = ['名額只有30個，趕緊聯繫我們', '前100名還送禮品', '歡迎新老顧客前來諮詢', '錯過再等一年']

const ADVERTISEMENTS = PLACES.flatMap((place) =>
  WARES.flatMap((ware) => DEALS.map((deal, at) => `${place}${ware}${deal}，${CLOSINGS[at % CLOSINGS.length]}`)),
)
const TEXTS = [...ADVERTISEMENTS, ...INNOCENT].filter((text) => fingerprint(text).bands.length > 0)

test.each(Object.entries(lightEdits(TEXTS.join(''))))('%s: found again in 96 of 100 cases', (_, edit) => {
  const edited = TEXTS.map((text, at) => [text, edit(text, createRandom(at))] as const).filter(
    ([one, two]) => one !== two,
  )
  const found = edited.filter(([original, changed]) => meet(original, changed))
  expect(edited.length).toBeGreaterThan(50)
  expect(found.length / edited.length).toBeGreaterThanOrEqual(0.96)
})

test('everyday sentences do not meet each other', () => {
  const everyday = INNOCENT.filter((text) => fingerprint(text).bands.length > 0)
  const meeting = everyday.filter((one, at) => everyday.slice(at + 1).some((other) => meet(one, other)))
  expect(meeting).toEqual([])
})

test('a contact is the same in whatever text, label and script it stands', () => {
  const spelled = ['加薇信 abc12345', 'vx：ABC-12345', '微信號ａｂｃ１２３４５', 'V信細聊 abc12345']
  expect(new Set(spelled.flatMap((text) => contactsOf([hit('wechat', text)])))).toEqual(new Set(['abc12345']))
  expect(contactsOf([hit('phone', '+86 139-2640-1715'), hit('phone', '13926401715')])).toEqual(['13926401715'])
  expect(contactsOf([hit('wechat', '威信一三九二六四零')])).toEqual(['1392640'])
})

test('a text is an offer where it was hit by what is sold, but for a handle alone', () => {
  const offers = (one: Hit): boolean => fingerprintOf(normalize(one.text), [one]).isOffer
  expect(offers(hit('ad-template', '看片加', 0.25))).toBe(true)
  expect(offers(hit('qq', 'QQ 738291640', 0.4))).toBe(true)
  expect(offers(hit('handle', '@abcdef', 0.3))).toBe(false)
  expect(offers(hit('ad-template', '引流', 0.2))).toBe(false)
  expect(offers({ ...hit('shouting', '!!!'), category: 'meaningless' })).toBe(false)
})

test('what only points to a contact, or is a source, is none', () => {
  expect(
    contactsOf([hit('name-pointer', '看CC名字加Q'), hit('link', 'www.gov.cn', 0.2), hit('seo-junk', 'abc12345')]),
  ).toEqual([])
})

function meet(one: string, other: string): boolean {
  const [first, second] = [fingerprint(one), fingerprint(other)]
  const shareBand = first.bands.some((band, place) => band === second.bands[place])
  return shareBand && areNear(bigramsOf(first.skeleton), bigramsOf(second.skeleton))
}

function hit(detector: string, text: string, weight = 0.6): Hit {
  return { rule: `detector:${detector}`, entry: null, category: 'ad_spam', start: 0, end: 1, text, weight, folds: [] }
}
