import { isLanguage, type Language } from './texts/texts.ts'

/** What may be chosen for `breakMinutes`. */
export const BREAK_MINUTES: readonly number[] = [0, 30, 45, 60, 90]

const USUAL_BREAK_MINUTES = 60

export const THEMES = ['system', 'light', 'dark'] as const

type Theme = (typeof THEMES)[number]

/** The moderator's own choices, kept in this browser. `public/theme.js` reads the theme before the first paint. */
export interface Settings {
  readonly language: Language
  readonly theme: Theme
  /** WCAG 2.1.4: whoever speaks to the computer or presses keys by accident can turn single keys off. */
  readonly singleKeys: boolean
  /** Whether gore and sexual content is blurred until it is asked for. */
  readonly blur: boolean
  /** After so much work without a pause a break is suggested; 0 for never. */
  readonly breakMinutes: number
}

const KEYS = {
  language: 'yueping.language',
  theme: 'yueping.theme',
  singleKeys: 'yueping.single-keys',
  blur: 'yueping.blur',
  breakMinutes: 'yueping.break-minutes',
} as const

export function loadSettings(): Settings {
  const language = read(KEYS.language)
  const theme = read(KEYS.theme)
  return {
    language: isLanguage(language) ? language : 'zh-Hant',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    singleKeys: read(KEYS.singleKeys) !== 'off',
    blur: read(KEYS.blur) !== 'off',
    breakMinutes: BREAK_MINUTES.find((minutes) => String(minutes) === read(KEYS.breakMinutes)) ?? USUAL_BREAK_MINUTES,
  }
}

export function saveSettings(settings: Settings): void {
  write(KEYS.language, settings.language)
  write(KEYS.theme, settings.theme)
  write(KEYS.singleKeys, settings.singleKeys ? 'on' : 'off')
  write(KEYS.blur, settings.blur ? 'on' : 'off')
  write(KEYS.breakMinutes, String(settings.breakMinutes))
}

/** Sets what the style sheet and screen readers go by. */
export function applySettings({ language, theme, blur }: Settings): void {
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  document.documentElement.dataset['blur'] = blur ? 'on' : 'off'
  document.documentElement.lang = language
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
}
