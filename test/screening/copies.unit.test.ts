import { expect, test } from 'vitest'
import { rateCopies } from '../../src/screening/copies.ts'

const FLOOD = [
  '老闆辛苦！物流公司缺票的找我，代開發票，正規可查驗，八折起。加薇信：kp8866cz，長期有效',
  '各位老板，物流公司缺票的找我，代开发票，正规可查验，七折起。加微信：kp8866dz，长期有效',
  '跑運輸的朋友，物流公司缺票的找我，代開發票，正規可查驗，量大從優。加薇信：kp8866cz，長期有效',
  '姐妹們，物流公司缺票的找我，代開發票，正規可查驗，六折。加薇信：abc12，長期有效',
]
const AGAINST = '大家別信樓上「物流公司缺票的找我，代開發票，正規可查驗，八折起」，都是騙人的'

function rate(text: string, texts: readonly string[], sharesContact = false) {
  return rateCopies(
    text,
    texts.map((one) => ({ id: one, text: one, sharesContact })),
  )
}

test('what fills the places of one text with other words is its copy, and who warns of it is not', () => {
  const rated = rate(FLOOD[0]!, [...FLOOD, AGAINST, '冠縣的項目如峰聚，公交也該通到開發區'])
  expect(new Map(rated.map(({ id, isCopy }) => [id, isCopy]))).toEqual(
    new Map([...FLOOD.map((text) => [text, true] as const), [AGAINST, false]]),
  )
  expect(rated[0]).toEqual({ id: FLOOD[0], likeness: 1, isCopy: true })
})

test('of two texts one is the copy of the other only where they are nearly equal', () => {
  expect(rate(FLOOD[0]!, [AGAINST]).map(({ isCopy }) => isCopy)).not.toContain(true)
  const retyped = `${FLOOD[0]!.slice(0, -4)}長期有效！`
  expect(rate(FLOOD[0]!, [retyped])).toMatchObject([{ isCopy: true }])
})

test('what names the same contact is listed, however it speaks', () => {
  expect(rate(FLOOD[0]!, ['今天天氣真好'], true)).toMatchObject([{ isCopy: false }])
  expect(rate(FLOOD[0]!, ['今天天氣真好'])).toEqual([])
})

test('a text of signs alone has only its equals for copies', () => {
  expect(rate('！！！', ['？？？', '好'])).toEqual([{ id: '？？？', likeness: 1, isCopy: true }])
})
