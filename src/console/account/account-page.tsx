import { useState } from 'preact/hooks'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { FactorPanel } from './factor-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly session: SessionView
  readonly onEnded: () => void
}

/** The moderator's own account: password, second factor, sessions. */
export function AccountPage({ api, session, onEnded }: Props) {
  const { t } = useTexts()
  const { value: account, isBusy, isUnreachable, refusal, reload, send } = useLoaded(api.account, onEnded)
  const [said, setSaid] = useState('')
  const tell = (what: string) => {
    setSaid(what)
    reload()
  }
  return (
    <main class="page account-page">
      <h1>{t('account.title')}</h1>
      <p class="sub">
        {session.moderator.displayName} <span class="dim">@{session.moderator.username}</span>
      </p>
      <p class="said-so" role="status">
        {said}
      </p>
      <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('account.failed')} onRetry={reload} />
      {account === null && isBusy && <p class="dim">{t('loading')}</p>}
      {account && (
        <>
          <PasswordPanel
            api={api}
            username={session.moderator.username}
            onChanged={() => tell(t('account.password_changed'))}
            onEnded={onEnded}
          />
          <FactorPanel api={api} factor={account.secondFactor} onChanged={tell} onEnded={onEnded} />
          <SessionsPanel
            sessions={account.sessions}
            isBusy={isBusy}
            onSignOutElsewhere={() => void send(api.signOutElsewhere).then(() => setSaid(t('account.signed_out')))}
          />
        </>
      )}
    </main>
  )
}
