import { expect, test } from 'vitest'
import { loadScreener } from '../../src/cli/load-screener.ts'
import { WORDLISTS } from './lists.ts'

const screener = await loadScreener(WORDLISTS)

/** What nobody but the press, the site or an office may call themselves, in both scripts. */
const RESERVED = [
  ['媒體小張', '媒体小张'],
  ['記者王小明', '记者王小明'],
  ['官方通知', '官方通知'],
  ['新華社記者', '新华社记者'],
  ['人民日報評論員', '人民日报评论员'],
  ['中央電視台欄目組', '中央电视台栏目组'],
  ['系統管理員', '系统管理员'],
  ['編輯部小陳', '编辑部小陈'],
  ['平台審核員', '平台审核员'],
  ['新聞發言人', '新闻发言人'],
  ['警方通報', '警方通报'],
  ['縣公安局', '县公安局'],
] as const

const DISGUISES: readonly (readonly [string, (name: string) => string])[] = [
  ['as it is', (name) => name],
  ['with spaces between', (name) => [...name].join(' ')],
  ['with dots between', (name) => [...name].join('·')],
  ['with characters that nobody sees', (name) => [...name].join('\u200b')],
  ['with stars between', (name) => [...name].join('*')],
  ['in brackets', (name) => `【${name}】`],
  ['with pictures around', (name) => `✨${name}✅`],
  ['with full-width figures after it', (name) => `${name}０１`],
]

test.each(DISGUISES)('a reserved name %s is held in both scripts', (_, disguise) => {
  const passed = RESERVED.flat()
    .map(disguise)
    .filter((name) => screener.screenNickname(name, '運河新聞網').verdict !== 'hold')
  expect(passed).toEqual([])
})
