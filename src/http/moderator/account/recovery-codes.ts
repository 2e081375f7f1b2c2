import { createHmac } from 'node:crypto'
import type { Account } from '../../../storage/account.ts'
import type { Keys } from '../../keys.ts'
import { randomLetters } from '../one-time-password.ts'

const COUNT = 10

/** 10 letters of 31: 49 bits, behind the same waiting as passwords. */
const GROUPS = 2
const GROUP_LENGTH = 5

/** Ten codes that each stand in for the second factor once. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => randomLetters(GROUPS, GROUP_LENGTH))
}

/** Under which a code is stored; the table alone, without the service's secret, tells no code by trying. */
export function hashRecoveryCode({ recoveryCode }: Keys, { siteId, moderatorId }: Account, code: string): Buffer {
  const bare = code.toLowerCase().replace(/[^a-z0-9]/g, '')
  return createHmac('sha256', recoveryCode).update(`${siteId}\0${moderatorId}\0${bare}`).digest()
}
