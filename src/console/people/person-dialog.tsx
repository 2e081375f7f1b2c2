import { useState } from 'preact/hooks'
import type { NewPersonChange, OneTimePassword, PersonView } from '../../http/moderator/people/schemas.ts'
import { CopyButton } from '../account/copy-button.tsx'
import type { Reply } from '../api/request.ts'
import { Dialog } from '../dialog.tsx'
import { roleName } from '../role-name.ts'
import { refusalText } from '../session/refusal-text.ts'
import { Sure } from '../sure.tsx'
import { useTexts } from '../texts/texts.ts'
import { RoleSelect } from './role-select.tsx'

interface Props {
  readonly person: PersonView
  readonly isBusy: boolean
  readonly refusal: string | null
  readonly onChange: (change: NewPersonChange) => void
  readonly onPassword: () => Promise<Reply<OneTimePassword>>
  readonly onClose: () => void
  readonly onEnded: () => void
}

type Asked = NewPersonChange | { readonly change: 'password' }

/** What an admin does about one person; each step is asked for once more. */
export function PersonDialog({ person, isBusy, refusal, onChange, onPassword, onClose, onEnded }: Props) {
  const { t } = useTexts()
  const { displayName: name, role: present, disabledAt, hasSecondFactor } = person
  const [role, setRole] = useState(present)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [password, setPassword] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  function answer(isSure: boolean) {
    setAsked(null)
    if (!isSure || !asked) return
    setError(null)
    if (asked.change !== 'password') return onChange(asked)
    void onPassword().then((reply) => {
      if (reply.kind === 'ok') setPassword(reply.value.oneTimePassword)
      else if (reply.kind === 'refused' && reply.status === 401) onEnded()
      else setError(refusalText(reply, t))
    })
  }

  const acts = disabledAt === null ? (['sign_out', 'password', 'disable'] as const) : (['enable'] as const)
  return (
    <Dialog title={name} onClose={onClose}>
      {(error ?? refusal) !== null && (
        <p class="err" role="alert">
          {error ?? refusal}
        </p>
      )}
      <div class="role-change">
        <RoleSelect label={t('people.role')} value={role} onChange={setRole} />
        <button
          type="button"
          class="btn"
          disabled={isBusy || role === present}
          onClick={() => setAsked({ change: 'role', role })}
        >
          {t('people.change_role')}
        </button>
      </div>
      <p class="acts">
        {hasSecondFactor && (
          <button
            type="button"
            class="btn"
            disabled={isBusy}
            onClick={() => setAsked({ change: 'reset_second_factor' })}
          >
            {t('people.act.reset_second_factor')}
          </button>
        )}
        {acts.map((act) => (
          <button key={act} type="button" class="btn" disabled={isBusy} onClick={() => setAsked({ change: act })}>
            {t(`people.act.${act}`)}
          </button>
        ))}
      </p>
      {password !== null && (
        <div class="once" role="status">
          <p class="sm">{t('people.password_is', { name })}</p>
          <p class="acts">
            <code>{password}</code>
            <CopyButton text={password} label={t('people.copy')} done={t('people.copied')} />
          </p>
        </div>
      )}
      <p class="acts end">
        <button type="button" class="btn" onClick={onClose}>
          {t('people.close')}
        </button>
      </p>
      {asked && (
        <Sure
          text={t(`people.sure.${asked.change}`, {
            name,
            role: asked.change === 'role' ? roleName(asked.role, t) : '',
          })}
          onAnswer={answer}
        />
      )}
    </Dialog>
  )
}
