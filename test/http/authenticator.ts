import { Secret, TOTP } from 'otpauth'
import { OfferedSecondFactor, RecoveryCodes } from '../../src/http/moderator/account/schemas.ts'
import { type Console, PASSWORD } from './moderator.ts'
import type { Clock } from './service.ts'

/** The code that an authenticator with this secret shows, so many steps of 30 seconds from now. */
export function codeOf(secret: string, now: number, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now + steps * 30_000 })
}

/** Sets up a second factor in the console's session; its first code is used up. */
export async function enrol(console: Console, clock: Clock): Promise<{ secret: string; recoveryCodes: string[] }> {
  const offered = await console.send('POST', '/account/second-factor', { password: PASSWORD })
  const { secret } = OfferedSecondFactor.parse(await offered.json())
  const body = { code: codeOf(secret, clock.time) }
  const confirmed = await console.send('POST', '/account/second-factor/confirmation', body)
  return { secret, ...RecoveryCodes.parse(await confirmed.json()) }
}
