import type { Screening } from '../screening/evidence.ts'
import { type CategoryCode, isCategoryCode } from '../screening/taxonomy.ts'
import { type Language, type Words, words } from './language.ts'
import { categoryName } from './notice.ts'

/**
 * Says why a person reads a held comment before it is published, naming the kind of thing that spoke loudest and never
 * the words that did; when nothing spoke, only that someone will read it.
 */
export function waitingReason(screening: Pick<Screening, 'category' | 'risk'>, language: Language): string {
  const category = screening.category ?? loudest(screening.risk)
  if (category === undefined) return UNSAID[language]
  const special = REASONS[category]
  if (special) return special[language]
  const name = categoryName(category)[language]
  return language === 'en'
    ? `Some words may be a case of “${name}”; ${EDITOR_EN}`
    : `${PREFIX[language]}「${name}」，${EDITOR[language]}`
}

const EDITOR_EN = 'an editor will read it first.'
const EDITOR = words('要由編輯看一眼。', EDITOR_EN)
const PREFIX = words('文中有些字句可能涉及', '')
const UNSAID = words('這條評論要由編輯看過才公開。', 'An editor reads this comment before it is published.')

const REASONS: Readonly<Partial<Record<CategoryCode, Words>>> = {
  privacy: words('文中有一串號碼，要由編輯看一眼。', `It contains a series of digits; ${EDITOR_EN}`),
  ad_spam: words(
    '文中像有聯繫方式、網址或推廣的話，要由編輯看一眼。',
    `It may contain contact details, a link or an offer; ${EDITOR_EN}`,
  ),
  evasion: words('文中有些字的寫法少見，要由編輯看一眼。', `Some of it is spelled unusually; ${EDITOR_EN}`),
  meaningless: words('這段話不太容易看懂，要由編輯看一眼。', `It is hard to read; ${EDITOR_EN}`),
  slop: words('相近的評論已有許多，要由編輯看一眼。', `There are many comments like it; ${EDITOR_EN}`),
  self_harm: words(
    '我們擔心寫下這些話的人，要由編輯先看一眼。正難受的話，可撥打心理援助熱線 12356。',
    `We are concerned about whoever wrote this; ${EDITOR_EN} If you are in pain, call the helpline 12356.`,
  ),
}

function loudest(risk: Screening['risk']): CategoryCode | undefined {
  const spoken = Object.entries(risk).filter(([, value]) => value > 0)
  const [code] = spoken.sort(([, left], [, right]) => right - left)[0] ?? []
  return code !== undefined && isCategoryCode(code) ? code : undefined
}
