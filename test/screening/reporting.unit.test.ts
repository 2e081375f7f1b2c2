import { describe, expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { SPEECH_EXAMPLES } from '../../src/screening/reporting/examples.ts'
import { INSULT_EXAMPLES } from '../../src/screening/reporting/insults.ts'
import { speechOf } from '../../src/screening/reporting.ts'
import { WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)
const { report, discussion, mention, offer } = SPEECH_EXAMPLES

test.each(report)('%s is a report, and no machine refuses it', (text) => {
  const { verdict, evidence } = screener.screen(text)
  expect(speechOf(evidence.findings)).toBe('report')
  expect(verdict).not.toBe('block')
})

test.each(discussion)('%s is talk or no more than a name, and waits for a person', (text) => {
  const { verdict, evidence } = screener.screen(text)
  expect({ verdict, speech: speechOf(evidence.findings) }).toEqual({ verdict: 'hold', speech: 'discussion' })
})

test.each(mention)('%s mentions what others sell, and waits for a person', (text) => {
  const { verdict, evidence } = screener.screen(text)
  expect({ verdict, speech: speechOf(evidence.findings) }).toEqual({ verdict: 'hold', speech: 'mention' })
})

test.each(offer)('%s is an offer, whatever it says of itself', (text) => {
  const { verdict, evidence } = screener.screen(text)
  expect(speechOf(evidence.findings)).toBe('offer')
  expect(verdict).not.toBe('pass')
})

describe('signs of a report', () => {
  test.each([
    '代开发票，同行被抓了，我们安全',
    '出售冰毒。昨天警方打掉了一个团伙。',
    '真人百家乐，不怕警察抓，注册送彩金',
    '开房记录查询，不是骗局，都说好',
    '出售迷药，谨防假冒，民警也查不到',
  ])('say nothing of an offer in another clause: %s', (text) => {
    expect(speechOf(screener.screen(text).evidence.findings)).not.toBe('report')
    expect(screener.screen(text).verdict).not.toBe('pass')
  })

  test('keep what would be refused waiting, and let what would wait pass', () => {
    expect(screener.screen('真人百家樂').verdict).toBe('block')
    expect(screener.screen('真人百家樂害死人').verdict).toBe('hold')
    expect(screener.screen('代開發票').verdict).toBe('hold')
    expect(screener.screen('代開發票的被抓了').verdict).toBe('pass')
  })

  test('leave a contact waiting, which is refused without them', () => {
    expect(screener.screen('真人百家樂，加QQ 738291640').verdict).toBe('block')
    expect(screener.screen('真人百家樂，警方提醒，加QQ 738291640').verdict).toBe('hold')
  })

  test.each([
    '民警提醒：声称“注册送彩金、真人百家乐”的都是诈骗，报案电话 13912345670',
    '网警说兼职刷单、日结五百全是骗局，遇到请打 13712345670',
    '骗子QQ 738291640，叫我做兼职刷单，日结，都是假的，已经报警',
  ])('never have a warning refused for its number: %s', (text) => {
    expect(screener.screen(text).verdict).not.toBe('block')
  })

  test.each([
    ['真人百家樂，反詐中心提醒', '反詐'],
    ['真人百家樂就是騙❤局', '就是騙❤局'],
    ['真人百家乐就是骗局', '就是骗局'],
    ['門口那塊牌子是「刻章辦證」', '刻章辦證'],
  ])('are shown as the reader wrote them: %s', (text, sign) => {
    const speech = screener.screen(text).evidence.findings.filter(({ detail }) => 'sign' in detail)
    expect(speech.map(({ detail }) => detail)).toEqual([{ sign }])
  })

  test('make no insult or threat milder', () => {
    const { verdict } = screener.screen('騙子，我要殺了你全家')
    expect(verdict).toBe('hold')
  })

  test('hold up when more is found later', () => {
    const { findings } = screener.screen('真人百家樂害死人').evidence
    expect(findings).toContainEqual({ rule: 'reporting', category: null, weight: 0, detail: { sign: '害死' } })
    const later = { rule: 'same-contact', category: 'gambling' as const, weight: 0.9, detail: {} }
    expect(screener.addFindings(screener.screen('真人百家樂害死人'), [later]).verdict).toBe('hold')
  })
})

describe('insults that somebody else said', () => {
  const weightOf = (text: string) => Math.max(...screener.screen(text).evidence.hits.map(({ weight }) => weight))

  test.each(INSULT_EXAMPLES.reported)('do not hold who reports them: %s', (text) => {
    const { verdict, evidence } = screener.screen(text)
    expect(verdict).toBe('pass')
    const sign = evidence.findings.find(({ rule }) => rule === 'quoting')?.detail['sign']
    expect(text).toContain(sign)
  })

  test.each(INSULT_EXAMPLES.own)('hold whoever says them himself: %s', (text) => {
    expect(screener.screen(text).verdict).toBe('hold')
  })

  test('weigh half, and other insults of the text whole', () => {
    expect(weightOf('他被罵傻逼')).toBe(weightOf('傻逼') / 2)
    expect(screener.screen('他被罵傻逼，罵人的才是傻逼').verdict).toBe('hold')
  })
})
