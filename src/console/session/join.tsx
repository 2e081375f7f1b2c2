import { useEffect, useState } from 'preact/hooks'
import type { OpenInvitation } from '../../http/moderator/account/schemas.ts'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { roleName } from '../role-name.ts'
import type { Settings } from '../settings.ts'
import { useTexts } from '../texts/texts.ts'
import { dateAndClock } from '../time-words.ts'
import { Entrance } from './entrance.tsx'
import { Field } from './field.tsx'
import { refusalText } from './refusal-text.ts'
import { useAsking } from './use-asking.ts'

interface Props {
  readonly api: ModeratorApi
  readonly token: string
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly onJoined: (session: SessionView) => void
  /** The invitation does not open, or is not wanted. */
  readonly onLeave: () => void
}

/** Accepting an invitation: who invites to what, and the choice of a name and a password. */
export function Join({ api, token, settings, onSettings, onJoined, onLeave }: Props) {
  const { t } = useTexts()
  const [invitation, setInvitation] = useState<OpenInvitation | null>(null)
  const [gone, setGone] = useState<string | null>(null)
  useEffect(() => {
    void api.invitation(token).then((reply) => {
      if (reply.kind === 'ok') setInvitation(reply.value)
      else setGone(refusalText(reply, t))
    })
  }, [token])
  const look = { settings, onSettings }
  if (invitation) {
    return <Member {...look} api={api} token={token} invitation={invitation} onJoined={onJoined} />
  }
  if (gone === null) return <p class="whole dim">{t('loading')}</p>
  return (
    <Entrance {...look} title={t('join.gone')} error={gone} onSubmit={onLeave}>
      <button type="submit" class="btn pri">
        {t('join.sign_in')}
      </button>
    </Entrance>
  )
}

type MemberProps = Omit<Props, 'onLeave'> & { readonly invitation: OpenInvitation }

function Member({ api, token, settings, onSettings, invitation, onJoined }: MemberProps) {
  const { t, language } = useTexts()
  const [username, setUsername] = useState('')
  const [displayName, setDisplayName] = useState(invitation.displayName)
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const { error, isSending, first, ask, complain } = useAsking()
  useEffect(() => first.current?.focus(), [])

  async function submit() {
    if (isSending) return
    if (password !== repeated) return complain(t('password.unequal'))
    await ask(() => api.join({ token, username, displayName, password }), onJoined)
  }

  const { invitedBy: by, role, expiresAt, site } = invitation
  const field = { isWrong: error !== null }
  return (
    <Entrance
      title={t('join.title', { site: site.name })}
      error={error}
      settings={settings}
      onSettings={onSettings}
      onSubmit={() => void submit()}
    >
      <p class="sm sub">{t('join.by', { by, role: roleName(role, t), until: dateAndClock(expiresAt, language) })}</p>
      <Field
        {...field}
        label={t('sign_in.username')}
        type="text"
        autocomplete="username"
        value={username}
        onInput={setUsername}
        inputRef={first}
      />
      <Field
        {...field}
        label={t('join.display_name')}
        type="text"
        autocomplete="name"
        value={displayName}
        onInput={setDisplayName}
      />
      <Field
        {...field}
        label={t('password.new')}
        type="password"
        autocomplete="new-password"
        value={password}
        onInput={setPassword}
      />
      <Field
        {...field}
        label={t('password.repeat')}
        type="password"
        autocomplete="new-password"
        value={repeated}
        onInput={setRepeated}
      />
      <button type="submit" class="btn pri" aria-disabled={isSending}>
        {t('join.submit')}
      </button>
    </Entrance>
  )
}
