import type { Texts } from './texts/texts.ts'

/** What a role is called; one that the console does not know is called by its code. */
export function roleName(role: string, t: Texts['t']): string {
  const key = `role.${role}`
  return t.has(key) ? t(key) : role
}
