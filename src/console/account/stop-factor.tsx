import { useState } from 'preact/hooks'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Field } from '../session/field.tsx'
import { useAsking } from '../session/use-asking.ts'
import { useTexts } from '../texts/texts.ts'
import { AccountForm } from './account-form.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly onStopped: () => void
  readonly onCancel: () => void
  readonly onEnded: () => void
}

/** Taking the second factor off asks for the password and a code. */
export function StopFactor({ api, onStopped, onCancel, onEnded }: Props) {
  const { t } = useTexts()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { error, isSending, first, ask } = useAsking({ onEnded })

  function retype() {
    setPassword('')
    setCode('')
  }
  const submit = () => ask(() => api.dropSecondFactor(password, code), onStopped, retype)

  return (
    <AccountForm error={error} onSubmit={() => void submit()}>
      <Field
        label={t('account.current_password')}
        type="password"
        autocomplete="current-password"
        value={password}
        isWrong={error !== null}
        onInput={setPassword}
        inputRef={first}
      />
      <Field
        label={t('account.factor_code')}
        type="text"
        autocomplete="one-time-code"
        value={code}
        isWrong={error !== null}
        onInput={setCode}
      />
      <p class="acts">
        <button type="button" class="btn" onClick={onCancel}>
          {t('account.cancel')}
        </button>
        <button type="submit" class="btn pri" aria-disabled={isSending}>
          {t('account.factor_stop')}
        </button>
      </p>
    </AccountForm>
  )
}
