import type { Language } from './language.ts'

export const SORTS = ['newest', 'oldest', 'hot'] as const
export type Sort = (typeof SORTS)[number]

/** What the portal says in the attributes of the element. */
export interface Settings {
  readonly article: string
  /** The reader's token, signed by the portal; empty when nobody is signed in. */
  readonly token: string
  readonly language: Language
  readonly theme: 'auto' | 'light' | 'dark'
  readonly sort: Sort
  /** Which site of the service, for portals that share its origin with others. */
  readonly site: string
  readonly signInUrl: string
  readonly verifyUrl: string
  readonly pledgeUrl: string
}

/** The attributes that the element listens to. */
export const ATTRIBUTES = [
  'article',
  'token',
  'lang',
  'theme',
  'sort',
  'site',
  'sign-in-url',
  'verify-url',
  'pledge-url',
] as const

type Attribute = (typeof ATTRIBUTES)[number]

/** Reads the attributes; what is absent or unknown takes its default. */
export function readSettings(
  attribute: (name: Attribute) => string | null,
  matchLanguage: (tag: string) => Language,
): Settings {
  const theme = attribute('theme')
  return {
    article: attribute('article')?.trim() ?? '',
    token: attribute('token')?.trim() ?? '',
    language: matchLanguage(attribute('lang') ?? ''),
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    sort: SORTS.find((sort) => sort === attribute('sort')) ?? 'newest',
    site: attribute('site') ?? '',
    signInUrl: linkTarget(attribute('sign-in-url')),
    verifyUrl: linkTarget(attribute('verify-url')),
    pledgeUrl: linkTarget(attribute('pledge-url')),
  }
}

/** Lets through relative and http(s) addresses: a `javascript:` address in a template's attribute must not run. */
function linkTarget(value: string | null): string {
  const address = value?.trim() ?? ''
  if (address === '') return ''
  try {
    return /^https?:$/.test(new URL(address, 'https://relative.invalid').protocol) ? address : ''
  } catch {
    return ''
  }
}
