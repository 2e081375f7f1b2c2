import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadModel } from '../../src/cli/load-model.ts'
import { loadScreener } from '../../src/cli/load-screener.ts'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const model = await loadModel(path('src/screening/classifier/comments.model'))
const screener = (await loadScreener(path('wordlists'))).withModel(model)

const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  emotes: [
    '[色][色][色]',
    '[比心][比心][比心][比心][比心][比心]',
    '大爺真棒[玫瑰][玫瑰]',
    '[赞][爱心][OK][送心]',
    '/玫瑰/玫瑰',
  ],
  signs: ['????', '？？？？？？？？', '!!!', '……', '6666666', '哈哈哈哈哈哈哈', '牛牛牛', '1'],
  links: [
    'https://b23.tv/BV1qa4y1x7Pk',
    '完整版在这 https://www.bilibili.com/video/BV1qa4y1x7Pk',
    '判決書看這裡：https://gongbao.court.gov.cn/Details/2f5b.html',
  ],
  readers: ['@小林', '@Jenny @MAX 快来看', '回复 @糖醋鱼：我也这么想', '@aaron_lee 說的就是你家樓下'],
  sums: [
    '一天停一次三十，一个月就是900，够交物业费了',
    '12.5×8=100，沒算錯吧',
    '要是一小时80，我也去排队',
    '票價三百八，四個人就一千五百二',
  ],
  slang: ['梭哈了', '满仓梭哈是一种智慧', '稳了，躺赢', '这波起飞', '主队赢麻了', '打牌输了两块钱，笑死'],
  videos: [
    '想看完整视频',
    '谁拍的视频，画质真好',
    '求這段影片的出處',
    '老师的舞蹈视频拍得真好看',
    '刷到三遍了还是想笑',
  ],
  shares: ['A股又跌停了，散户流泪', '茅台跌到一千四，還敢抄底嗎', '基金套了三年，刚回本'],
}

describe.each(Object.entries(HARMLESS))('harmless %s pass', (_, texts) => {
  test.each(texts)('%s', (text) => {
    expect(screener.screen(text)).toMatchObject({ verdict: 'pass' })
  })
})

test('whatever the model holds has a category', () => {
  const held = ['你给我等着，明天去你单位堵你', '这种烂人就该去死', '信用卡代还，手续费低，找我聊']
  for (const text of held) {
    const { verdict, category } = screener.screen(text)
    expect(verdict === 'pass' || category !== null).toBe(true)
  }
})
