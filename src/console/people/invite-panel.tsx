import { useState } from 'preact/hooks'
import type { PersonView } from '../../http/moderator/people/schemas.ts'
import { CopyButton } from '../account/copy-button.tsx'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { Field } from '../session/field.tsx'
import { refusalText } from '../session/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { RoleSelect } from './role-select.tsx'

interface Props {
  readonly api: ModeratorApi
  readonly onInvited: () => void
  readonly onEnded: () => void
}

interface Link {
  readonly name: string
  readonly address: string
}

export function InvitePanel({ api, onInvited, onEnded }: Props) {
  const { t } = useTexts()
  const [name, setName] = useState('')
  const [role, setRole] = useState<PersonView['role']>('moderator')
  const [link, setLink] = useState<Link | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [isSending, setSending] = useState(false)

  async function submit() {
    if (isSending) return
    setSending(true)
    const reply = await api.invite({ displayName: name, role })
    setSending(false)
    if (reply.kind === 'ok') {
      setLink({ name, address: reply.value.link })
      setName('')
      setError(null)
      return onInvited()
    }
    if (reply.kind === 'refused' && reply.status === 401) return onEnded()
    setError(refusalText(reply, t))
  }

  return (
    <section class="panel" aria-labelledby="h-invite">
      <h2 id="h-invite">{t('people.invite')}</h2>
      {error !== null && (
        <p class="err" role="alert">
          {error}
        </p>
      )}
      <form
        class="invite"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Field
          label={t('people.invite_name')}
          type="text"
          autocomplete="off"
          value={name}
          isWrong={error !== null}
          onInput={setName}
        />
        <RoleSelect label={t('people.role')} value={role} onChange={setRole} />
        <button type="submit" class="btn" aria-disabled={isSending}>
          {t('people.invite_submit')}
        </button>
      </form>
      {link && (
        <div class="once" role="status">
          <p class="sm">{t('people.link', { name: link.name })}</p>
          <p class="acts">
            <code>{link.address}</code>
            <CopyButton key={link.address} text={link.address} label={t('people.copy')} done={t('people.copied')} />
          </p>
        </div>
      )}
    </section>
  )
}
