import { useState } from 'preact/hooks'
import type { InvitationView } from '../../http/moderator/people/schemas.ts'
import { roleName } from '../role-name.ts'
import { Sure } from '../sure.tsx'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'

interface Props {
  readonly invitations: readonly InvitationView[]
  readonly mayChange: boolean
  readonly isBusy: boolean
  readonly onRevoke: (id: string) => void
}

export function Invitations({ invitations, mayChange, isBusy, onRevoke }: Props) {
  const { t, language } = useTexts()
  const [asked, setAsked] = useState<InvitationView | null>(null)
  return (
    <section aria-labelledby="h-invited">
      <h2 class="h" id="h-invited">
        {t('people.invited')}
      </h2>
      <ul class="people">
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <div class="who-is">
              <b>{invitation.displayName}</b>
            </div>
            <div class="marks">
              <span class="tag">{roleName(invitation.role, t)}</span>
            </div>
            <div class="seen dim sm">
              {t('people.invited_by', {
                by: invitation.invitedBy,
                until: dateAndClock(invitation.expiresAt, language),
              })}
            </div>
            {mayChange && (
              <button type="button" class="btn sm" disabled={isBusy} onClick={() => setAsked(invitation)}>
                {t('people.revoke')} <span class="vh">{invitation.displayName}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <Sure
          text={t('people.sure.revoke', { name: asked.displayName })}
          onAnswer={(isSure) => {
            setAsked(null)
            if (isSure) onRevoke(asked.id)
          }}
        />
      )}
    </section>
  )
}
