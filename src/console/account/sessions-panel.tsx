import type { AccountView } from '../../http/moderator/account/schemas.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'

interface Props {
  readonly sessions: AccountView['sessions']
  readonly isBusy: boolean
  readonly onSignOutElsewhere: () => void
}

export function SessionsPanel({ sessions, isBusy, onSignOutElsewhere }: Props) {
  const { t, language } = useTexts()
  return (
    <section class="panel" aria-labelledby="h-sessions">
      <h2 id="h-sessions">{t('account.sessions')}</h2>
      <ul class="log">
        {sessions.map(({ id, createdAt, lastSeenAt, isThis }) => (
          <li key={id}>
            <b>{t(isThis ? 'account.this' : 'account.elsewhere')}</b>{' '}
            <span class="dim">
              {t('account.since', {
                since: dateAndClock(createdAt, language),
                seen: dateAndClock(lastSeenAt, language),
              })}
            </span>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <p class="acts">
          <button type="button" class="btn" disabled={isBusy} onClick={onSignOutElsewhere}>
            {t('account.sign_out_elsewhere')}
          </button>
        </p>
      )}
    </section>
  )
}
