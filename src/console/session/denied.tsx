import type { SessionView } from '../../http/moderator/schemas.ts'
import { roleName } from '../role-name.ts'
import { useTexts } from '../texts/texts.ts'

/** Auditors read everything and change nothing, so there is no card for them to hold. */
export function Denied({ session, onSignOut }: { session: SessionView; onSignOut: () => void }) {
  const { t } = useTexts()
  return (
    <main class="whole">
      <div class="msg">
        <svg
          viewBox="0 0 88 66"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linejoin="round"
          aria-hidden="true"
        >
          <rect x="26" y="28" width="36" height="28" rx="3" />
          <path d="M33 28v-8a11 11 0 0 1 22 0v8M44 39v7" stroke-linecap="round" />
        </svg>
        <h1>{t('denied.title')}</h1>
        <p>{t('denied.text', { role: roleName(session.moderator.role, t) })}</p>
        <div class="choices">
          <button type="button" class="btn" onClick={onSignOut}>
            {t('menu.sign_out')}
          </button>
        </div>
      </div>
    </main>
  )
}
