import type { Moderator } from '../../../storage/moderators.ts'
import { takeRecoveryCode, takeStep } from '../../../storage/second-factors.ts'
import type { Edge } from '../../edge.ts'
import { hashRecoveryCode } from './recovery-codes.ts'
import { openTotpSecret, stepOfCode } from './totp.ts'

/** Takes a code of the authenticator or a recovery code, each once; false when it is wrong or was taken before. */
export async function takeCode({ db, keys, now }: Edge, moderator: Moderator, code: string): Promise<boolean> {
  const account = { siteId: moderator.site_id, moderatorId: moderator.id }
  const typed = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(typed)) return takeRecoveryCode(db, account, hashRecoveryCode(keys, account, typed))
  if (!moderator.totp_sealed) return false
  const step = stepOfCode(openTotpSecret(keys, account, moderator.totp_sealed), typed, now())
  return step !== undefined && (await takeStep(db, account, step))
}
