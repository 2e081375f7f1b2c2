import { describe, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)

describe('a hidden entry carries the name of its fold, and the text a finding', () => {
  test.each([
    ['jiā wēi xìn', 'pinyin', 'jiā wēi xìn'],
    ['jia微新', 'sound', 'jia微新'],
    ['一起逻聊吧', 'sound', '逻聊'],
    ['咖嶶訫', 'shape', '咖嶶訫'],
    ['无套内身寸', 'parts', '无套内身寸'],
    ['这个黑👻真烦', 'picture', '黑👻'],
    ['加微微微微信', 'stretched', '加微微微微信'],
    ['信微加', 'order', '信微加'],
    ['你个nt', 'initials', 'nt'],
    ['都是cmg呢', 'initials', 'mg'],
    ['打s你', 'initials', '打s你'],
    ['真是个傻g', 'initials', '傻g'],
    ['就是tn啊', 'initials', 'tn'],
    ['他们丑们八怪', 'order', '丑们八怪'],
    ['这些出鬼黑门', 'order', '鬼黑'],
    ['真是沙的碧', 'order', '沙的碧'],
    ['好得不死', 'order', '好得不死'],
    ['一群蠢🔥', 'picture', '蠢🔥'],
  ])('%s: %s', (text, fold, written) => {
    const { evidence } = screener.screen(text)
    const hidden = evidence.hits.filter((hit) => hit.folds.includes(fold))
    expect(hidden.map((hit) => hit.text)).toContain(written)
    for (const hit of hidden) expect(text.slice(hit.start, hit.end)).toBe(hit.text)
    const finding = evidence.findings.find(({ rule }) => rule === 'evasion')
    expect(String(finding?.detail['folds']).split(' ')).toContain(fold)
  })
})

test.each([
  ['裸聊', '裸廖'],
  ['傻逼', 'sha bi'],
])('a guess weighs less than the word: %s', (plain, hidden) => {
  const weigh = (text: string): number => Math.max(...screener.screen(text).evidence.hits.map(({ weight }) => weight))
  expect(weigh(hidden)).toBeLessThan(weigh(plain))
  expect(weigh(hidden)).toBeGreaterThan(0)
})

test.each([
  ['真人百家乐开户', '真人百加乐开户'],
  ['真人百家乐开户', '真人白家乐开户'],
  ['代开发票', '代kai发票'],
  ['代开发票', '代开发piao，各行业均可'],
  ['出售大麻', '出售大馬'],
  ['真人百家乐', '真人*家乐'],
  ['加我微信', 'j我微信'],
])('where three characters stand plainly, hiding the fourth of %s lightens nothing: %s', (plain, hidden) => {
  const weigh = (text: string): number => Math.max(...screener.screen(text).evidence.hits.map(({ weight }) => weight))
  expect(weigh(hidden)).toBeGreaterThanOrEqual(weigh(plain))
})

test.each([
  ['加微信', '信微加'],
  ['加微信', '力口微亻言'],
  ['加微信', '加加微微信信'],
  ['超级签', '走召级签'],
  ['婊子', '女表子'],
  ['约炮', '约火包'],
  ['约炮', '月勺炮'],
  ['加薇信', 'jia1 wei1 xin4'],
  ['加薇信', 'jia.wei.xin'],
  ['加薇信', 'Jia_Wei_Xin'],
  ['加薇信', '加ｳｪｲ信'],
  ['加薇信', '加ㄨㄟ信'],
  ['加薇信', '加we1xin'],
  ['加vx', '加⒱⒳'],
  ['加vx', '加√x'],
  ['加vx', 'xv加'],
])('what all stands there weighs as much as %s: %s', (plain, hidden) => {
  const weigh = (text: string): number => Math.max(...screener.screen(text).evidence.hits.map(({ weight }) => weight))
  expect(weigh(hidden)).toBeGreaterThanOrEqual(weigh(plain))
})

test.each(['yue pao', '约pao', '傻🍺', 'sha bi', '操泥马', '你🐴的', '送采金', '送彩💰', '加徴信'])(
  'is held though it is hidden: %s',
  (text) => {
    expect(screener.screen(text).verdict).toBe('hold')
  },
)

test.each(['傻。逼', '你这个傻,逼'])('a mark inside an insult supports other evidence: %s', (text) => {
  expect(screener.screen(text).evidence.hits.map(({ category }) => category)).toContain('abuse')
})

test.each(['你真傻。逼我干嘛', '提早半个小时结帐'])('everyday sentences hide nothing: %s', (text) => {
  expect(screener.screen(text).evidence.hits).toEqual([])
})

test.each([
  '這個 yyds 太強了',
  'ds大模型真聰明',
  'tg是哪個軟件',
  'bjl是哪三個字',
  'Всем большое спасибо, хорошая статья',
])('nothing is hidden in %s', (text) => {
  const { hits, findings } = screener.screen(text).evidence
  expect(hits.filter(({ category }) => category !== 'foreign_script')).toEqual([])
  expect(findings.map(({ rule }) => rule)).not.toContain('evasion')
})
