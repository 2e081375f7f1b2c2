import { useId } from 'preact/hooks'
import { roleName } from '../role-name.ts'
import { useTexts } from '../texts/texts.ts'
import { ROLES, type Role } from './roles.ts'

interface Props {
  readonly label: string
  readonly value: Role
  readonly onChange: (role: Role) => void
}

export function RoleSelect({ label, value, onChange }: Props) {
  const { t } = useTexts()
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="f"
        value={value}
        onChange={(event) => onChange(ROLES.find((role) => role === event.currentTarget.value) ?? value)}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {roleName(role, t)}
          </option>
        ))}
      </select>
    </div>
  )
}
