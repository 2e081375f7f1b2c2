/** The languages that the widget speaks. */
export type Language = 'zh-Hant' | 'zh-Hans' | 'en'

/** Finds the language for a tag such as `zh-CN`, `zh_TW` or `en-GB`; Traditional for everything else. */
export function matchLanguage(tag: string): Language {
  const [primary = '', ...rest] = tag.toLowerCase().split(/[-_]/)
  if (primary === 'en') return 'en'
  if (primary === 'zh' && !rest.includes('hant') && rest.some((part) => ['hans', 'cn', 'sg', 'my'].includes(part))) {
    return 'zh-Hans'
  }
  return 'zh-Hant'
}
