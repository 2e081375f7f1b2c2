import { describe, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { seededRandom } from '../../src/screening/classifier/random.ts'
import { EVERYDAY } from '../../src/screening/classifier/seed/everyday.ts'
import { writeSeed } from '../../src/screening/classifier/seed/grammar.ts'
import { costs } from '../cost.ts'
import { WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)
const ROADS = '北京|南京|人民|解放|建设|中山|和平|文化|新华|胜利|东风|光明|幸福|团结|友谊|青年|工农|红旗|朝阳|迎宾'
const SOUNDING = ['剑指', '唇珠', '见人', '打码', '出省']

describe('what does not count uses nothing up', () => {
  const roads = ROADS.split('|').map((road) => `${road}路口交通拥堵。`)
  const sounds = Array.from({ length: 80 }, (_, at) => `${SOUNDING[at % 5]}，第${at}天。`)
  const turned = Array.from({ length: 80 }, (_, at) => `沙是碧，第${at}天。`)

  test.each([
    ['allowed words before the same word', roads.join(''), '小姐姐口交一次三百'],
    ['guesses that come to nothing before a guess', sounds.join(''), '真人佰家樂開户'],
    ['torn words before another', turned.join(''), '真是脑是瘫'],
  ])('%s', (_name, filler, text) => {
    const alone = screener.screen(text).evidence.hits.map(({ entry, weight }) => [entry, weight])
    const { hits } = screener.screen(filler + text).evidence
    const behind = hits.filter(({ start }) => start >= filler.length).map(({ entry, weight }) => [entry, weight])
    expect(alone.length).toBeGreaterThan(0)
    expect(behind).toEqual(alone)
  })

  test('of one entry twenty places count', () => {
    const { hits } = screener.screen('这里口交。'.repeat(100)).evidence
    expect(hits.filter(({ entry }) => entry === '口交')).toHaveLength(20)
  })
})

describe('one entry over and over costs no more than twice what readers say, with it once', () => {
  const LENGTH = 10_000
  const fill = (unit: string): string => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH)
  // Whoever writes as much has more than one thing to say.
  const random = seededRandom(1)
  const talk = Array.from({ length: 2000 }, () => writeSeed(EVERYDAY, random).text).join('。')
  const once = `${talk.slice(0, LENGTH)}大麻`

  test.each([['煞笔'], ['傻逼'], ['大麻'], ['口交'], ['加微信'], ['代开发票'], ['唇珠'], ['脑是瘫'], ['信微加']])(
    '%s',
    (unit) => {
      const texts = [fill(unit), once]
      const [filled = Number.NaN, plain = Number.NaN] = costs(texts.map((text) => () => screener.screen(text)))
      expect(filled / plain).toBeLessThan(2)
    },
  )
})
