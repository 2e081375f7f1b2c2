import type { PersonView } from '../../http/moderator/people/schemas.ts'

export type Role = PersonView['role']

/** In the order of what they may do; auditors, who change nothing, last. */
export const ROLES: readonly Role[] = ['moderator', 'lead', 'admin', 'auditor']
