import type { Generated, JSONColumnType } from 'kysely'
import type { PeopleEventActor, PeopleEventDetail, PeopleEventType } from '../moderation/people-event.ts'
import type { Role } from '../moderation/rights.ts'

export interface ModeratorTable {
  site_id: string
  id: string
  username: string
  display_name: string
  role: Role
  password_hash: string
  /** Set on a one-time password: signing in with it allows nothing but choosing a new one. */
  password_expired_at: Date | null
  /** The second factor's secret, AES-256-GCM; without `totp_confirmed_at` it was offered and not taken yet. */
  totp_sealed: Buffer | null
  totp_confirmed_at: Date | null
  /** The 30-second step of the last code that was accepted: no code counts twice. */
  totp_last_step: string | null
  disabled_at: Date | null
  created_at: Generated<Date>
}

/** What is left of the codes that stand in for the second factor; one that was used is gone. */
export interface RecoveryCodeTable {
  site_id: string
  moderator_id: string
  code_hash: Buffer
}

/** Kept for a day after the last failure. */
export interface SignInFailureTable {
  site_id: string
  /** As it was typed: whether anybody has it is not asked. */
  username: string
  /** HMAC of a browser or an address; empty for what all strangers to the account share. */
  place_key: Buffer
  failures: Generated<number>
  waits_until: Date | null
  failed_at: Generated<Date>
}

export interface KnownPlaceTable {
  site_id: string
  moderator_id: string
  place_key: Buffer
  signed_in_at: Generated<Date>
}

export interface SessionTable {
  site_id: string
  token_hash: Buffer
  id: Generated<string>
  moderator_id: string
  csrf_token: string
  created_at: Generated<Date>
  /** To the minute. */
  last_seen_at: Generated<Date>
  expires_at: Date
}

export interface InvitationTable {
  site_id: string
  id: string
  token_hash: Buffer
  display_name: string
  role: Role
  invited_by: string
  created_at: Generated<Date>
  expires_at: Date
  revoked_at: Date | null
  accepted_at: Date | null
  /** Who came of it. */
  moderator_id: string | null
}

export interface PeopleEventTable {
  site_id: string
  id: string
  type: PeopleEventType
  actor: PeopleEventActor
  actor_id: string | null
  /** Whom it was done to; `null` for an invitation and for the site's policy. */
  subject_id: string | null
  detail: JSONColumnType<PeopleEventDetail>
  occurred_at: Date
}
