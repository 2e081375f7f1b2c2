import type { AuditEvent } from '../../http/moderator/people/schemas.ts'
import { roleName } from '../role-name.ts'
import type { Texts } from '../texts/texts.ts'

/** One act as a sentence. */
export function eventText({ type, actor, actorName, subjectName, detail }: AuditEvent, t: Texts['t']): string {
  const role = (code: string | undefined) => (code === undefined ? '' : roleName(code, t))
  const roles = detail.roles?.map((one) => roleName(one, t)).join(t('list.comma'))
  return t(`people.event.${type}`, {
    actor: actor === 'moderator' ? (actorName ?? '') : t(`people.by.${actor}`),
    subject: subjectName ?? '',
    role: role(detail.role),
    from: role(detail.from),
    to: role(detail.to),
    name: detail.name ?? '',
    roles: roles || t('people.no_roles'),
  })
}
