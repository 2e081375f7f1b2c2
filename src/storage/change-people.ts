import { sql, type Transaction } from 'kysely'
import type { Role } from '../moderation/rights.ts'
import { type Account, updateAccount } from './account.ts'
import type { Db } from './database.ts'
import { revokeInvitationsBy } from './invitations.ts'
import type { Moderator } from './moderators.ts'
import { appendPeopleEvent, type By } from './people-events.ts'
import type { Database } from './schema.ts'
import { dropSecondFactor } from './second-factors.ts'
import { shutOut } from './shut-out.ts'

/** Whose account is changed, and by whom. */
export interface Changing extends Account {
  readonly by: By
}

/** What was changed, or why nothing was; `unchanged` where it was so already. */
export type PersonChanged = { readonly outcome: 'changed' | 'unchanged' | 'unknown' | 'last_admin' }

/** Gives somebody another role, ends their sessions and takes back what invitations of theirs are open; the site's last admin who can sign in keeps theirs. */
export function changeRole(db: Db, changing: Changing, role: Role): Promise<PersonChanged> {
  return inTurn(db, changing, async (trx, person) => {
    if (person.role === role) return { outcome: 'unchanged' }
    if (await isLastAdmin(trx, person)) return { outcome: 'last_admin' }
    await updateAccount(trx, changing).set({ role }).execute()
    await record(trx, changing, { type: 'role_changed', detail: { from: person.role, to: role } })
    await revokeInvitationsBy(trx, changing)
    await shutOut(trx, changing)
    return { outcome: 'changed' }
  })
}

/**
 * Shuts somebody out at once: no sign-in, no session, no open invitation of theirs, no lease. Their decisions stay on
 * record.
 * The site's last admin who can sign in cannot be shut out.
 */
export function disableModerator(db: Db, changing: Changing): Promise<PersonChanged> {
  return inTurn(db, changing, async (trx, person) => {
    if (person.disabled_at) return { outcome: 'unchanged' }
    if (await isLastAdmin(trx, person)) return { outcome: 'last_admin' }
    await updateAccount(trx, changing).set({ disabled_at: sql<Date>`clock_timestamp()` }).execute()
    await record(trx, changing, { type: 'disabled' })
    await revokeInvitationsBy(trx, changing)
    await shutOut(trx, changing)
    return { outcome: 'changed' }
  })
}

/** Lets somebody back in with the password that they had. */
export function enableModerator(db: Db, changing: Changing): Promise<PersonChanged> {
  return inTurn(db, changing, async (trx, person) => {
    if (!person.disabled_at) return { outcome: 'unchanged' }
    await updateAccount(trx, changing).set({ disabled_at: null }).execute()
    await record(trx, changing, { type: 'enabled' })
    return { outcome: 'changed' }
  })
}

/** Ends every session of somebody; they may sign in again. */
export function signOutModerator(db: Db, changing: Changing): Promise<PersonChanged> {
  return inTurn(db, changing, async (trx) => {
    await shutOut(trx, changing)
    await record(trx, changing, { type: 'signed_out' })
    return { outcome: 'changed' }
  })
}

/** Takes somebody's second factor and recovery codes away, for a phone that was lost, and ends their sessions. */
export function resetSecondFactor(db: Db, changing: Changing): Promise<PersonChanged> {
  return inTurn(db, changing, async (trx, person) => {
    if (!person.totp_confirmed_at) return { outcome: 'unchanged' }
    await dropSecondFactor(trx, changing)
    await shutOut(trx, changing)
    return { outcome: 'changed' }
  })
}

/** Has everybody of these roles set up a second factor before anything else, from their next request on. */
export async function setSecondFactorRoles(
  db: Db,
  { siteId, by, roles }: Omit<Changing, 'moderatorId'> & { readonly roles: readonly Role[] },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('site')
      .set({ second_factor_roles: [...roles] })
      .where('id', '=', siteId)
      .execute()
    await appendPeopleEvent(trx, { siteId, type: 'second_factor_policy', by, subjectId: null, detail: { roles } })
  })
}

/** One change of a site's people at a time: two admins who shut each other out are not both obeyed. */
async function inTurn(
  db: Db,
  { siteId, moderatorId }: Changing,
  run: (trx: Transaction<Database>, person: Moderator) => Promise<PersonChanged>,
): Promise<PersonChanged> {
  return db.transaction().execute(async (trx) => {
    await trx.selectFrom('site').select('id').where('id', '=', siteId).forNoKeyUpdate().executeTakeFirstOrThrow()
    const person = await trx
      .selectFrom('moderator')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('id', '=', moderatorId)
      .executeTakeFirst()
    return person ? run(trx, person) : { outcome: 'unknown' }
  })
}

async function isLastAdmin(trx: Transaction<Database>, person: Moderator): Promise<boolean> {
  if (person.role !== 'admin' || person.disabled_at) return false
  const another = await trx
    .selectFrom('moderator')
    .select('id')
    .where('site_id', '=', person.site_id)
    .where('id', '!=', person.id)
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return another === undefined
}

type Recorded = Pick<Parameters<typeof appendPeopleEvent>[1], 'type' | 'detail'>

async function record(trx: Transaction<Database>, changing: Changing, recorded: Recorded): Promise<void> {
  const { siteId, moderatorId: subjectId, by } = changing
  await appendPeopleEvent(trx, { siteId, subjectId, by, ...recorded })
}
