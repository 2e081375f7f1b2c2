import { parseAccept } from 'hono/utils/accept'
import { LANGUAGES, type Language } from '../moderation/language.ts'

const REGIONS: Readonly<Record<string, Language>> = {
  'zh-tw': 'zh-Hant',
  'zh-hk': 'zh-Hant',
  'zh-mo': 'zh-Hant',
  'zh-cn': 'zh-Hans',
  'zh-sg': 'zh-Hans',
  'zh-my': 'zh-Hans',
}

/** `?lang=` wins, then the first language of `Accept-Language` that is spoken here, then Traditional Chinese. */
export function chooseLanguage(asked: string | undefined, accepted: string | undefined): Language {
  const wanted = [
    asked ?? '',
    ...parseAccept(accepted ?? '')
      .filter(({ q }) => q > 0)
      .map(({ type }) => type),
  ]
  for (const tag of wanted) {
    const language = match(tag.toLowerCase())
    if (language) return language
  }
  return 'zh-Hant'
}

function match(tag: string): Language | undefined {
  if (tag === 'zh') return 'zh-Hant'
  const spoken = LANGUAGES.find(
    (language) => tag === language.toLowerCase() || tag.startsWith(`${language.toLowerCase()}-`),
  )
  return spoken ?? REGIONS[tag]
}
