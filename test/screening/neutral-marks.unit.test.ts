import { expect, test } from 'vitest'
import { putMarks, readingForModel } from '../../src/screening/classifier/neutral-marks.ts'
import { normalize } from '../../src/text/normalize.ts'
import { restore } from '../../src/text/restore.ts'

const read = (text: string) => {
  const normalized = normalize(text)
  return readingForModel({ normalized, restored: restore(normalized) }).normalized.text
}

test('whatever an emote is called, and however many stand in a row, it reads the same', () => {
  const one = read('好看[比心]')
  for (const emotes of ['[色]', '[色][色][色]', '[doge_金箍] [害羞R]', '[em]e113[/em]', '/玫瑰']) {
    expect(read(`好看${emotes}`)).toBe(one)
  }
  expect(read('[贊][讚][赞]')).toHaveLength(1)
})

test('whoever is spoken to reads the same, and what is said to him is still read', () => {
  expect(read('@Mike_2 你看')).toBe(read('@小林 你看'))
  expect(read('回复 @糖醋鱼42：你看')).toBe(read('回复 @abc：你看'))
  expect(putMarks('@加我微信看片便宜到家的好东西')).toContain('加我微信看片便宜到家的好东西')
  expect(putMarks('写到 someone@example.org')).toBe('写到 someone@example.org')
})

test('links read the same but for whether their name costs next to nothing', () => {
  expect(read('看 https://b23.tv/BV1N24QemEsX')).toBe(read('看 https://www.bilibili.com/video/BV1xx?p=2'))
  expect(read('看 gongbao.court.gov.cn')).toBe(read('看 https://b23.tv/abc'))
  expect(read('看 ab12.top')).toBe(read('看 http://xx9.vip/?i=3'))
  expect(read('看 ab12.top')).not.toBe(read('看 ab12.com'))
  expect(putMarks('3.5元，2.com不算，见http://a.cn/x，好')).toMatch(/^3\.5元，.不算，见.，好$/u)
})

test('a text without any of these is not read again', () => {
  const normalized = normalize('今天天气不错，和/或明天')
  const reading = { normalized, restored: undefined }
  expect(readingForModel(reading)).toBe(reading)
  expect(putMarks('【置顶】[这里写的是一段很长很长的话]')).toBe('【置顶】[这里写的是一段很长很长的话]')
})
