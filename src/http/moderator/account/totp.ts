import { Secret, TOTP } from 'otpauth'
import type { Account } from '../../../storage/account.ts'
import type { Keys } from '../../keys.ts'
import { seal, unseal } from '../../seal.ts'

/** RFC 6238 as every authenticator app has it by default: SHA-1, six digits, 30 seconds. */
const PERIOD_SECONDS = 30

/** A clock may be off by a step in either direction. */
const WINDOW_STEPS = 1

/** 160 bits, as RFC 4226 asks for. */
const SECRET_BYTES = 20

/** A new secret in base32, as it is typed into an authenticator by hand. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/** The address that an authenticator reads from a QR code. */
export function totpUri(secret: string, { username, siteId }: { username: string; siteId: string }): string {
  return totp(secret, `${username}@${siteId}`).toString()
}

/** Returns the step that a code belongs to, now or a step before or after, or `undefined` for a wrong code. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime()
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW_STEPS })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta
}

/** Closes a secret for the row of this account, and for no other. */
export function sealTotpSecret(keys: Keys, account: Account, secret: string): Buffer {
  return seal(keys.totp, secret, place(account))
}

/** Opens what `sealTotpSecret` closed. */
export function openTotpSecret(keys: Keys, account: Account, sealed: Buffer): string {
  return unseal(keys.totp, sealed, place(account))
}

function totp(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: 'Yueping', label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS })
}

function place({ siteId, moderatorId }: Account): string {
  return `${siteId}\0${moderatorId}`
}
