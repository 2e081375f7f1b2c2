import { useEffect, useState } from 'preact/hooks'
import type { OfferedSecondFactor } from '../../http/moderator/account/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Field } from '../session/field.tsx'
import { useAsking } from '../session/use-asking.ts'
import { useTexts } from '../texts/texts.ts'
import { AccountForm } from './account-form.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly onOffered: (offered: OfferedSecondFactor) => void
  readonly onEnded: () => void
}

/** Whoever finds a session open does not know the password: without it no second factor is offered. */
export function AskPassword({ api, onOffered, onEnded }: Props) {
  const { t } = useTexts()
  const [password, setPassword] = useState('')
  const { error, isSending, first, ask } = useAsking({ onEnded })
  useEffect(() => first.current?.focus(), [])

  const submit = () =>
    ask(
      () => api.offerSecondFactor(password),
      onOffered,
      () => setPassword(''),
    )

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
      <p class="acts">
        <button type="submit" class="btn pri" aria-disabled={isSending}>
          {t('factor.go_on')}
        </button>
      </p>
    </AccountForm>
  )
}
