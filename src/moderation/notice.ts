import type { Evidence } from '../screening/evidence.ts'
import { DISPLAY_NAME } from '../screening/nickname/findings.ts'
import { type CategoryCode, categoryRow } from '../screening/taxonomy.ts'
import { type Language, type Words, words } from './language.ts'
import { NOTICE_TEXTS } from './notice-texts.ts'

/** What the author of a rejected or removed comment reads. */
export interface NoticeText {
  /** 「未通過：商業廣告或招攬」 */
  readonly title: string
  /** The pledge items on which it rests, where there are any, and what the author may do next. */
  readonly message: string
  /** Items of the 跟帖評論自律管理承諾書. */
  readonly pledge: readonly number[]
}

/** Returns the same title and sentence for a category whoever asks, so a moderator sees exactly what the author will. */
export function noticeFor(category: CategoryCode, language: Language): NoticeText {
  const { hant, en, pledge } = categoryRow(category)
  const [nextHant, nextEn] = NOTICE_TEXTS[category]
  const title = words(`未通過：${hant}`, `Not published: ${lowerFirst(en)}`)
  const message = words(`${basisHant(pledge)}${nextHant}`, `${basisEn(pledge)}${nextEn}`)
  return { title: title[language], message: message[language], pledge }
}

/**
 * Returns the notice, and where the name beside the comment spoke for the category, that another is wanted: after what is
 * said of the text where the text has a part in it, else instead of that.
 */
export function noticeWithName(
  category: CategoryCode,
  { hits, findings }: Pick<Evidence, 'hits' | 'findings'>,
  language: Language,
): NoticeText {
  const notice = noticeFor(category, language)
  const spoken = [...hits, ...findings].filter((one) => one.category === category)
  if (!spoken.some(({ rule }) => rule === DISPLAY_NAME)) return notice
  const isOfText = spoken.some(({ rule, weight }) => rule !== DISPLAY_NAME && weight > 0)
  if (!isOfText) return { ...notice, message: nameNotice(category, language) }
  const space = language === 'en' ? ' ' : ''
  return { ...notice, message: `${notice.message}${space}${ANOTHER_NAME[language]}` }
}

/** Returns what the author reads where only the name beside the comment spoke for the category. */
export function nameNotice(category: CategoryCode, language: Language): string {
  const { pledge } = categoryRow(category)
  return words(basisHant(pledge), basisEn(pledge))[language] + ANOTHER_NAME[language]
}

const ANOTHER_NAME = words(
  '你顯示的名字不合適，請另選一個。',
  'Your display name is not suitable; please choose another.',
)

/** Returns the name of a category; the Simplified name is the conversion of the Traditional one. */
export function categoryName(category: CategoryCode): Words {
  const { hant, en } = categoryRow(category)
  return words(hant, en)
}

function basisHant(pledge: readonly number[]): string {
  return pledge.length === 0 ? '' : `承諾書第 ${pledge.join('、')} 條。`
}

function basisEn(pledge: readonly number[]): string {
  if (pledge.length === 0) return ''
  return `Item${pledge.length > 1 ? 's' : ''} ${pledge.join(' and ')} of the pledge. `
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`
}
