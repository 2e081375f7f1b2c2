import { useState } from 'preact/hooks'
import type { PeopleView } from '../../http/moderator/people/schemas.ts'
import { roleName } from '../role-name.ts'
import { Sure } from '../sure.tsx'
import { useTexts } from '../texts/texts.ts'
import { ROLES } from './roles.ts'

type Roles = PeopleView['secondFactorRoles']

interface Props {
  readonly roles: Roles
  readonly mayChange: boolean
  readonly isBusy: boolean
  readonly onSave: (roles: Roles) => void
}

/** Which roles must have a second factor. */
export function PolicyPanel({ roles, mayChange, isBusy, onSave }: Props) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState<Roles>(roles)
  const [isAsked, setAsked] = useState(false)
  const isSame = ROLES.every((role) => chosen.includes(role) === roles.includes(role))
  const names = ROLES.filter((role) => chosen.includes(role)).map((role) => roleName(role, t))
  return (
    <section class="panel">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
        }}
      >
        <fieldset class="choice policy-roles" disabled={!mayChange || isBusy}>
          <legend>{t('people.policy')}</legend>
          {ROLES.map((role) => (
            <label key={role} class="tick">
              <input
                type="checkbox"
                checked={chosen.includes(role)}
                onChange={(event) =>
                  setChosen(event.currentTarget.checked ? [...chosen, role] : chosen.filter((one) => one !== role))
                }
              />
              {roleName(role, t)}
            </label>
          ))}
          {mayChange && (
            <button type="submit" class="btn sm" disabled={isSame}>
              {t('people.policy_save')}
            </button>
          )}
        </fieldset>
      </form>
      {isAsked && (
        <Sure
          text={
            names.length === 0
              ? t('people.sure.policy_none')
              : t('people.sure.policy', { roles: names.join(t('list.comma')) })
          }
          onAnswer={(isSure) => {
            setAsked(false)
            if (isSure) onSave(ROLES.filter((role) => chosen.includes(role)))
          }}
        />
      )}
    </section>
  )
}
