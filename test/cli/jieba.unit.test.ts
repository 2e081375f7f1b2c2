import { expect, test } from 'vitest'
import { createJieba } from '../../src/cli/jieba.ts'
import { assembleScreener } from '../../src/cli/load-screener.ts'
import { compileLexicon } from '../../src/screening/lexicon.ts'
import { parseWordlist } from '../../src/screening/wordlist.ts'

const NONE = compileLexicon({ entries: [], allowed: [], version: 'none' })

function screenerOf(line: string) {
  const { entries } = parseWordlist(line, 'fraud')
  return assembleScreener(compileLexicon({ entries, allowed: [], version: 'test' }), NONE)
}

test('two screeners of one process leave each other their verdicts, whichever is asked first', () => {
  const one = screenerOf('骑盾 | 0.6 | word')
  expect(one.screen('有人骑盾吗').verdict).toBe('hold')
  const other = screenerOf('瓜凳 | 0.6 | word')
  expect(other.screen('有人瓜凳吗').verdict).toBe('hold')
  expect(one.screen('有人骑盾吗').verdict).toBe('hold')
  one.warm()
  other.warm()
  expect([one.screen('有人骑盾吗').verdict, other.screen('有人瓜凳吗').verdict]).toEqual(['hold', 'hold'])
})

test('words that are added later are words for all, though the pair was asked for before', () => {
  const { segment } = createJieba([])
  expect(segment('簸帘')).toEqual(['簸', '帘'])
  createJieba(['簸帘', '簸帘缸'])
  expect(segment('簸帘')).toEqual(['簸帘'])
  expect(segment('有簸帘缸')).toContain('簸帘缸')
})

test('the words of the lists for nicknames are words', () => {
  const { entries } = parseWordlist('缸骑帘 | 0.6 | word', 'impersonation')
  const { warm } = assembleScreener(NONE, compileLexicon({ entries, allowed: [], version: 'test' }))
  warm()
  expect(createJieba([]).segment('他是缸骑帘吗')).toContain('缸骑帘')
})
