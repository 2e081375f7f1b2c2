import type { Language } from '../../moderation/language.ts'
import { categoryName, nameNotice, noticeFor } from '../../moderation/notice.ts'
import { CATEGORY_CODES, type CategoryCode, categoryRow } from '../../screening/taxonomy.ts'
import type { Template } from '../../storage/templates.ts'
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

/**
 * Every category with the sentence that the author of a rejected comment will read, and the wordings that may be chosen
 * instead. Where the site has a default of its own, that is the notice, whatever is at fault.
 */
export function viewCategories(language: Language, templates: readonly Template[]): CategoryView[] {
  return CATEGORY_CODES.map((code) => {
    const { class: gravity, pledge } = categoryRow(code)
    const digit = DIGITS.indexOf(code) + 1
    const own = templates.filter(({ category }) => category === code)
    const standard = own.find(({ default_at }) => default_at !== null)
    return {
      code,
      name: categoryName(code)[language],
      class: gravity,
      pledge: [...pledge],
      digit: digit === 0 ? null : digit,
      notice: standard ? sentenceOf(standard, language) : noticeFor(code, language).message,
      nameNotice: standard ? sentenceOf(standard, language) : nameNotice(code, language),
      templateId: standard?.id ?? null,
      templates: own.map((template) => ({
        id: template.id,
        name: template.name,
        notice: sentenceOf(template, language),
      })),
    }
  })
}

function sentenceOf({ hant, hans, en }: Template, language: Language): string {
  return { 'zh-Hant': hant, 'zh-Hans': hans, en }[language]
}
