import { useState } from 'preact/hooks'
import type { PeopleView } from '../../http/moderator/people/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { useLoaded } from '../api/use-loaded.ts'
import { useTexts } from '../texts/texts.ts'
import { Trouble } from '../trouble.tsx'
import { Invitations } from './invitations.tsx'
import { InvitePanel } from './invite-panel.tsx'
import { PeopleList } from './people-list.tsx'
import { PeopleLog } from './people-log.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { PolicyPanel } from './policy-panel.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly onEnded: () => void
}

/** Who serves the site: admins invite and change, auditors read. */
export function PeoplePage({ api, onEnded }: Props) {
  const { t } = useTexts()
  const { value: people, isBusy, isUnreachable, refusal, reload, send } = useLoaded(api.people, onEnded)
  const [openId, setOpenId] = useState<string | null>(null)
  const open = people?.people.find(({ id }) => id === openId)
  return (
    <main class="page people-page">
      <h1>{t('people.title')}</h1>
      <p class="sub about">{t('people.about')}</p>
      {!open && (
        <Trouble refusal={refusal} isUnreachable={isUnreachable} failed={t('people.failed')} onRetry={reload} />
      )}
      {people === null && isBusy && <p class="dim">{t('loading')}</p>}
      {people && (
        <>
          {!people.mayChange && <p class="dim">{t('people.read_only')}</p>}
          <PeopleList people={people.people} mayChange={people.mayChange} onOpen={(person) => setOpenId(person.id)} />
          <InvitationsAndPolicy
            api={api}
            people={people}
            isBusy={isBusy}
            send={send}
            onInvited={reload}
            onEnded={onEnded}
          />
          <PeopleLog api={api} people={people} onEnded={onEnded} />
        </>
      )}
      {open && (
        <PersonDialog
          person={open}
          isBusy={isBusy}
          refusal={refusal}
          onChange={(change) => void send(() => api.changePerson(open.id, change))}
          onPassword={() => api.giveOneTimePassword(open.id)}
          onClose={() => setOpenId(null)}
          onEnded={onEnded}
        />
      )}
    </main>
  )
}

interface InvitationsAndPolicyProps {
  readonly api: ModeratorApi
  readonly people: PeopleView
  readonly isBusy: boolean
  readonly onInvited: () => void
  readonly send: ReturnType<typeof useLoaded<PeopleView>>['send']
  readonly onEnded: () => void
}

/** What only admins do, and what auditors may read of it. */
function InvitationsAndPolicy({ api, people, isBusy, send, onInvited, onEnded }: InvitationsAndPolicyProps) {
  const { mayChange, invitations, secondFactorRoles } = people
  return (
    <>
      {mayChange && <InvitePanel api={api} onInvited={onInvited} onEnded={onEnded} />}
      {invitations.length > 0 && (
        <Invitations
          invitations={invitations}
          mayChange={mayChange}
          isBusy={isBusy}
          onRevoke={(id) => void send(() => api.revokeInvitation(id))}
        />
      )}
      <PolicyPanel
        key={secondFactorRoles.join()}
        roles={secondFactorRoles}
        mayChange={mayChange}
        isBusy={isBusy}
        onSave={(roles) => void send(() => api.requireSecondFactor(roles))}
      />
    </>
  )
}
