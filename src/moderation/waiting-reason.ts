import type { Screening } from '../screening/evidence.ts'
import { DISPLAY_NAME } from '../screening/nickname/findings.ts'
import type { CategoryCode } from '../screening/taxonomy.ts'
import { type Language, type Words, words } from './language.ts'
import { categoryName } from './notice.ts'

/**
 * Says why a person reads a held comment before it is published: the kind of thing that spoke most strongly for the
 * suspected category, in the text or in the name beside it, never the words that did. When no category is suspected, only that someone will read it.
 */
export function waitingReason(screening: Pick<Screening, 'category' | 'evidence'>, language: Language): string {
  const { category, evidence } = screening
  if (category === null) {
    const standing = evidence.findings.find(({ rule }) => rule in BY_STANDING)
    return (BY_STANDING[standing?.rule ?? ''] ?? UNSAID)[language]
  }
  // Of equals the text speaks: its hits and findings stand first, and sorting keeps the order.
  const [heaviest] = [...evidence.hits, ...evidence.findings]
    .filter((one) => one.category === category)
    .sort((one, other) => other.weight - one.weight)
  if (heaviest?.rule === DISPLAY_NAME) return (NAME_BY_CATEGORY[category] ?? NAME)[language]
  const sentence = BY_RULE[heaviest?.rule ?? ''] ?? BY_CATEGORY[category] ?? named(category)
  return sentence[language]
}

const UNSAID = words('這條評論要由編輯看過才公開。', 'An editor reads this comment before it is published.')

const ARTICLE_FIRST = words(
  '這篇文章的評論先由編輯看過才公開。',
  'An editor reads the comments on this article before they are published.',
)

const BY_STANDING: Readonly<Record<string, Words>> = {
  'author-limited': words(
    '你的帳號受限制，評論先由編輯看過才公開。',
    'Your account is limited: an editor reads your comments before they are published.',
  ),
  'author-credit': words(
    '你最近的評論大多沒有通過，這條先由編輯看過才公開。',
    'Most of your comments of late were not published, so an editor reads this one first.',
  ),
  'article-elevated': ARTICLE_FIRST,
  'article-sensitive': ARTICLE_FIRST,
}

const NAME = because('你顯示的名字裡有些字句', 'There is something in your display name')
const NAME_BY_CATEGORY: Readonly<Partial<Record<CategoryCode, Words>>> = {
  ad_spam: because('你顯示的名字裡有聯繫方式或像推廣', 'Your display name has contact details or reads like an offer'),
  impersonation: because(
    '你顯示的名字像是機構、職務或本站',
    'Your display name reads like an office, an institution or this site',
  ),
  evasion: because('你顯示的名字裡有看不見或少見的字符', 'Your display name has unseen or unusual characters in it'),
  meaningless: because('你顯示的名字看不出是什麼', 'Your display name cannot be read'),
}

const NUMBER = because('文中有一串號碼', 'There is a series of digits in it')
const CONTACT = because('文中有聯繫方式', 'There are contact details in it')

const BY_RULE: Readonly<Record<string, Words>> = {
  'detector:phone': NUMBER,
  'detector:qq': NUMBER,
  'detector:wechat': CONTACT,
  'detector:handle': CONTACT,
  'detector:link': because('文中有網址', 'There is a link in it'),
}

const BY_CATEGORY: Readonly<Partial<Record<CategoryCode, Words>>> = {
  ad_spam: because('文中有些話像推廣', 'Some of it reads like an offer'),
  privacy: because('文中可能有個人信息', 'There may be personal information in it'),
  evasion: because('文中有些字的寫法少見', 'Some of it is spelled unusually'),
  meaningless: because('這段話不太容易看懂', 'It is hard to read'),
  slop: because('相近的評論已有許多', 'There are many comments like it'),
  self_harm: words(
    '我們擔心寫下這些話的人，要由編輯先看一眼。正難受的話，可撥打心理援助熱線 12356。',
    'We are concerned about whoever wrote this; an editor will read it first. If you are in pain, call the helpline 12356.',
  ),
}

function named(category: CategoryCode): Words {
  const { 'zh-Hant': hant, en } = categoryName(category)
  return because(`文中有些字句可能涉及「${hant}」`, `Some of it may be a case of “${en}”`)
}

function because(hant: string, en: string): Words {
  return words(`${hant}，要由編輯看一眼。`, `${en}; an editor will read it first.`)
}
