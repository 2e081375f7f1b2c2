import { sql, type Transaction } from 'kysely'
import type { Role } from '../moderation/rights.ts'
import type { Account } from './account.ts'
import type { Db } from './database.ts'
import { createModerator } from './moderators.ts'
import { appendPeopleEvent } from './people-events.ts'
import type { Database } from './schema.ts'
import { hashToken } from './sessions.ts'

/** Three days: over a weekend. */
const INVITATION_HOURS = 72

/** Somebody who was asked to join and has not yet. */
export interface Invitation {
  readonly siteId: string
  readonly siteName: string
  readonly id: string
  readonly displayName: string
  readonly role: Role
  readonly invitedBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

interface NewInvitation extends Pick<Invitation, 'siteId' | 'id' | 'displayName' | 'role'> {
  readonly moderatorId: string
  /** What the link carries; only its SHA-256 is stored. */
  readonly token: string
}

/** Invites somebody for 72 hours by the database's clock, on record. */
export async function createInvitation(trx: Transaction<Database>, invitation: NewInvitation): Promise<void> {
  const { siteId, displayName, role, moderatorId } = invitation
  await trx
    .insertInto('invitation')
    .values({
      site_id: siteId,
      id: invitation.id,
      token_hash: hashToken(invitation.token),
      display_name: displayName,
      role,
      invited_by: moderatorId,
      expires_at: sql<Date>`clock_timestamp() + make_interval(hours => ${INVITATION_HOURS})`,
    })
    .execute()
  const by = { actor: 'moderator', moderatorId } as const
  await appendPeopleEvent(trx, { siteId, type: 'invited', by, subjectId: null, detail: { name: displayName, role } })
}

/** Returns the invitations that may still be accepted, the newest first. */
export async function listOpenInvitations(db: Db, siteId: string): Promise<Invitation[]> {
  return open(db).where('invitation.site_id', '=', siteId).orderBy('invitation.created_at', 'desc').execute()
}

/** Returns the invitation that this token opens, or `undefined` when it is unknown, used, revoked or expired. */
export async function findOpenInvitation(db: Db, token: string): Promise<Invitation | undefined> {
  return open(db).where('token_hash', '=', hashToken(token)).executeTakeFirst()
}

/** Takes an invitation back; false when it is not open any more. */
export async function revokeInvitation(
  trx: Transaction<Database>,
  { siteId, id, moderatorId }: { readonly siteId: string; readonly id: string; readonly moderatorId: string },
): Promise<boolean> {
  const revoked = await trx
    .updateTable('invitation')
    .set({ revoked_at: sql<Date>`clock_timestamp()` })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where(isOpen)
    .returning(['display_name as name', 'role'])
    .executeTakeFirst()
  if (!revoked) return false
  const by = { actor: 'moderator', moderatorId } as const
  await appendPeopleEvent(trx, { siteId, type: 'invitation_revoked', by, subjectId: null, detail: revoked })
  return true
}

/** Takes back every open invitation of somebody who may not invite any more. */
export async function revokeInvitationsBy(trx: Transaction<Database>, { siteId, moderatorId }: Account): Promise<void> {
  await trx
    .updateTable('invitation')
    .set({ revoked_at: sql<Date>`clock_timestamp()` })
    .where('site_id', '=', siteId)
    .where('invited_by', '=', moderatorId)
    .where(isOpen)
    .execute()
}

interface Joining {
  readonly token: string
  readonly moderatorId: string
  readonly username: string
  readonly displayName: string
  readonly passwordHash: string
}

export type Joined =
  | { readonly outcome: 'joined'; readonly siteId: string; readonly role: Role }
  | { readonly outcome: 'not_open' }
  | { readonly outcome: 'username_taken' }

/** Makes a moderator of an invitation, once; a username that is taken leaves the invitation open. */
export async function acceptInvitation(db: Db, joining: Joining): Promise<Joined> {
  const { token, moderatorId, username, displayName, passwordHash } = joining
  return db.transaction().execute(async (trx) => {
    const invited = await trx
      .selectFrom('invitation')
      .select(['site_id as siteId', 'id', 'role'])
      .where('token_hash', '=', hashToken(token))
      .where(isOpen)
      .forUpdate()
      .executeTakeFirst()
    if (!invited) return { outcome: 'not_open' }
    const { siteId, role } = invited
    const account = { siteId, id: moderatorId, username, displayName, role, passwordHash, isOneTime: false }
    const created = await createModerator(trx, account)
    if (created.outcome !== 'created') return created
    await trx
      .updateTable('invitation')
      .set({ accepted_at: sql<Date>`clock_timestamp()`, moderator_id: moderatorId })
      .where('site_id', '=', siteId)
      .where('id', '=', invited.id)
      .execute()
    const by = { actor: 'moderator', moderatorId } as const
    await appendPeopleEvent(trx, { siteId, type: 'joined', by, subjectId: moderatorId, detail: { role } })
    return { outcome: 'joined', siteId, role }
  })
}

const isOpen = sql<boolean>`invitation.revoked_at is null and invitation.accepted_at is null
  and invitation.expires_at > clock_timestamp()`

function open(db: Db) {
  return db
    .selectFrom('invitation')
    .innerJoin('moderator', (join) =>
      join.onRef('moderator.site_id', '=', 'invitation.site_id').onRef('moderator.id', '=', 'invitation.invited_by'),
    )
    .innerJoin('site', 'site.id', 'invitation.site_id')
    .select([
      'invitation.site_id as siteId',
      'site.name as siteName',
      'invitation.id',
      'invitation.display_name as displayName',
    ])
    .select(['invitation.role', 'moderator.display_name as invitedBy'])
    .select(['invitation.created_at as createdAt', 'invitation.expires_at as expiresAt'])
    .where(isOpen)
}
