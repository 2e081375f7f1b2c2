import { BREAK_MINUTES, type Settings, THEMES } from './settings.ts'
import { LANGUAGES, useTexts } from './texts/texts.ts'

/** Each language names itself, so that it is found by those who cannot read the others. */
const LANGUAGE_NAMES = { 'zh-Hant': '繁體', 'zh-Hans': '简体', en: 'English' } as const

interface Props {
  readonly settings: Settings
  readonly onChange: (settings: Settings) => void
}

/** Language and theme: also offered before the sign-in. */
export function LookForm({ settings, onChange }: Props) {
  const { t } = useTexts()
  return (
    <>
      <fieldset class="choice">
        <legend>{t('menu.language')}</legend>
        <span class="seg">
          {LANGUAGES.map((language) => (
            <label key={language} lang={language}>
              <input
                type="radio"
                name="language"
                checked={settings.language === language}
                onChange={() => onChange({ ...settings, language })}
              />
              <span>{LANGUAGE_NAMES[language]}</span>
            </label>
          ))}
        </span>
      </fieldset>
      <fieldset class="choice">
        <legend>{t('menu.theme')}</legend>
        <span class="seg">
          {THEMES.map((theme) => (
            <label key={theme}>
              <input
                type="radio"
                name="theme"
                checked={settings.theme === theme}
                onChange={() => onChange({ ...settings, theme })}
              />
              <span>{t(`menu.theme.${theme}`)}</span>
            </label>
          ))}
        </span>
      </fieldset>
    </>
  )
}

export function KeysForm({ settings, onChange }: Props) {
  const { t } = useTexts()
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={settings.singleKeys}
        onChange={(event) => onChange({ ...settings, singleKeys: event.currentTarget.checked })}
      />
      <span>
        {t('menu.keys')}
        <small>{t('menu.keys.help')}</small>
      </span>
    </label>
  )
}

/** What spares the moderator. */
export function CareForm({ settings, onChange }: Props) {
  const { t } = useTexts()
  return (
    <>
      <label class="switch">
        <input
          type="checkbox"
          checked={settings.blur}
          onChange={(event) => onChange({ ...settings, blur: event.currentTarget.checked })}
        />
        <span>
          {t('care.blur')}
          <small>{t('care.blur.help')}</small>
        </span>
      </label>
      <label class="pick">
        {t('care.break')}
        <select
          class="f"
          value={settings.breakMinutes}
          onChange={(event) => onChange({ ...settings, breakMinutes: Number(event.currentTarget.value) })}
        >
          {BREAK_MINUTES.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes === 0 ? t('care.break.off') : t('care.break.minutes', { count: minutes })}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
