import { useEffect, useRef, useState } from 'preact/hooks'
import type { Settings } from '../settings.ts'
import { useTexts } from '../texts/texts.ts'
import { CODE_LENGTH, CodeField } from './code-field.tsx'
import { Entrance } from './entrance.tsx'
import { Field } from './field.tsx'

interface Props {
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly isSending: boolean
  readonly onCode: (code: string) => void
  readonly onBack: () => void
}

/** The second step of signing in: the authenticator's code, or a recovery code instead. */
export function SecondStep({ settings, onSettings, isSending, onCode, onBack }: Props) {
  const { t } = useTexts()
  const [isRecovery, setRecovery] = useState(false)
  const [code, setCode] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [isRecovery])
  const isWhole = isRecovery ? code.trim() !== '' : code.length === CODE_LENGTH
  const kind = isRecovery ? 'recovery' : 'code'
  return (
    <Entrance
      title={t(isRecovery ? 'code.recovery_title' : 'code.title')}
      error={null}
      settings={settings}
      onSettings={onSettings}
      onSubmit={() => isWhole && !isSending && onCode(code)}
    >
      {isRecovery ? (
        <Field
          key={kind}
          label={t('code.recovery_label')}
          type="text"
          autocomplete="one-time-code"
          value={code}
          isWrong={false}
          onInput={setCode}
          inputRef={field}
        />
      ) : (
        <CodeField key={kind} value={code} isWrong={false} onInput={setCode} inputRef={field} />
      )}
      <button type="submit" class="btn pri" disabled={!isWhole} aria-disabled={isSending}>
        {t('sign_in.submit')}
      </button>
      <p class="xs dim">
        {t(isRecovery ? 'code.recovery_help' : 'code.help')}
        <button
          type="button"
          class="link"
          onClick={() => {
            setCode('')
            setRecovery(!isRecovery)
          }}
        >
          {t(isRecovery ? 'code.use_code' : 'code.use_recovery')}
        </button>
      </p>
      <button type="button" class="btn quiet" onClick={onBack}>
        {t('code.back')}
      </button>
    </Entrance>
  )
}
