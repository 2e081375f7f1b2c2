import { createHmac, hkdfSync } from 'node:crypto'

/** One key for each purpose, so that none tells anything about another. */
export interface Keys {
  readonly readerIdentity: Buffer
  readonly person: Buffer
  readonly address: Buffer
  readonly contact: Buffer
  readonly skeleton: Buffer
  /** Seals the secrets of second factors. */
  readonly totp: Buffer
  readonly recoveryCode: Buffer
  /** Stands for browsers and addresses where attempts to sign in are counted. */
  readonly signInPlace: Buffer
  /** Signs what is asked for as a proof of work. */
  readonly proof: Buffer
  /** Stands for addresses that reports came from without a sign-in. */
  readonly reportingAddress: Buffer
}

/** Derives the keys from the service's one secret with HKDF-SHA-256 (RFC 5869). */
export function deriveKeys(secretKey: Buffer): Keys {
  return {
    readerIdentity: derive(secretKey, 'reader identity'),
    person: derive(secretKey, 'verified person'),
    address: derive(secretKey, 'client address'),
    contact: derive(secretKey, 'contact in a comment'),
    skeleton: derive(secretKey, 'skeleton of a comment'),
    totp: derive(secretKey, 'second factor'),
    recoveryCode: derive(secretKey, 'recovery code'),
    signInPlace: derive(secretKey, 'place of a sign-in'),
    proof: derive(secretKey, 'proof of work'),
    reportingAddress: derive(secretKey, 'address of a report'),
  }
}

/**
 * Stands for the portal's subject wherever a reader is stored: one subject is two readers on two sites, and the
 * subject, often an account or a phone number, cannot be guessed back without the key.
 */
export function readerIdentity(keys: Keys, siteId: string, subject: string): Buffer {
  // A site id holds no NUL, so no two pairs are the same bytes.
  return createHmac('sha256', keys.readerIdentity).update(`${siteId}\0${subject}`).digest()
}

/** Stands for the verified person behind a reader's accounts, who is another on another site. */
export function personIdentity(keys: Keys, siteId: string, person: string): Buffer {
  return createHmac('sha256', keys.person).update(`${siteId}\0${person}`).digest()
}

/** Stands for an address that reported without a sign-in: another on another site, and not to be guessed back. */
export function addressMark(keys: Keys, siteId: string, address: string): Buffer {
  return createHmac('sha256', keys.reportingAddress).update(`${siteId}\0${address}`).digest()
}

function derive(secretKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, Buffer.alloc(0), `yueping ${purpose}`, 32))
}
