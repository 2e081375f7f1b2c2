import type { Language } from '../../moderation/language.ts'
import { categoryName, nameNotice, noticeFor } from '../../moderation/notice.ts'
import { CATEGORY_CODES, type CategoryCode, categoryRow } from '../../screening/taxonomy.ts'
import type { CategoryView } from './schemas.ts'

/** The number keys 1 to 9, the same for everyone and never reordered: fingers learn them. */
const DIGITS: readonly CategoryCode[] = [
  'ad_spam',
  'gambling',
  'fraud',
  'porn',
  'abuse',
  'profanity',
  'privacy',
  'off_topic',
  'meaningless',
]

/** Every category with the sentence that the author of a rejected comment will read. */
export function viewCategories(language: Language): CategoryView[] {
  return CATEGORY_CODES.map((code) => {
    const { class: gravity, pledge } = categoryRow(code)
    const digit = DIGITS.indexOf(code) + 1
    return {
      code,
      name: categoryName(code)[language],
      class: gravity,
      pledge: [...pledge],
      digit: digit === 0 ? null : digit,
      notice: noticeFor(code, language).message,
      nameNotice: nameNotice(code, language),
    }
  })
}
