import { isShort, type SanctionMeasure } from './sanction.ts'

/** What a person is on a site. */
export type Role = 'moderator' | 'lead' | 'admin' | 'auditor'

/** Every role, in the order in which they are offered. */
export const ROLES: readonly Role[] = ['moderator', 'lead', 'admin', 'auditor']

/**
 * What may be done.
 *
 * - `read`: look at queues, comments, figures
 * - `decide`: claim, release and decide comments
 * - `lead`: change what holds for the whole site: models, wordings, what a moderator asks
 * - `see_decisions`: read what others decided, whatever one might be asked about it blind
 * - `see_people`: read who serves the site and what was done about them
 * - `change_people`: invite, change roles, shut out, require a second factor
 */
export type Right = 'read' | 'decide' | 'lead' | 'see_decisions' | 'see_people' | 'change_people'

/** Every right, from the least to the most. */
export const RIGHTS: readonly Right[] = ['read', 'decide', 'lead', 'see_decisions', 'see_people', 'change_people']

const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  moderator: ['read', 'decide'],
  lead: ['read', 'decide', 'lead', 'see_decisions'],
  admin: ['read', 'decide', 'lead', 'see_decisions', 'see_people', 'change_people'],
  auditor: ['read', 'see_decisions', 'see_people'],
}

/** Tells whether a role may do something; the auditor reads everything and changes nothing but their own account. */
export function mayDo(role: Role, right: Right): boolean {
  return RIGHTS_OF[role].includes(right)
}

/** Returns the roles that have a right. */
export function rolesWith(right: Right): readonly Role[] {
  return ROLES.filter((role) => mayDo(role, right))
}

/**
 * Tells whether a role may take a measure against a reader with this term in days, and end it: what is short whoever
 * decides, the rest leads and admins.
 */
export function mayImpose(role: Role, measure: SanctionMeasure, days: number | null): boolean {
  return mayDo(role, isShort(measure, days) ? 'decide' : 'lead')
}

/** Tells whether a word is one of the roles. */
export function isRole(word: string): word is Role {
  return ROLES.some((role) => role === word)
}
