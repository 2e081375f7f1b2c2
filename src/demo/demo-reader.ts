import { createHash, randomInt, randomUUID } from 'node:crypto'
import { sign } from 'hono/jwt'
import { z } from 'zod'

const TOKEN_HOURS = 12
const NAME_LENGTH = 20

/** Who the demo portal says the reader is. A real portal asks its own accounts. */
export const DemoReader = z.strictObject({
  subject: z.string().min(1).max(128),
  name: z.string().min(1).max(80),
  verified: z.boolean(),
})
export type DemoReader = z.infer<typeof DemoReader>

/** Somebody new. */
export function randomReader(): DemoReader {
  return { subject: `guest-${randomUUID()}`, name: `網友${randomInt(1000, 10_000)}`, verified: true }
}

/** The same reader for the same name, on every device; `undefined` when nothing of the name can be shown. */
export function namedReader(name: string): DemoReader | undefined {
  const shown = [...name.replace(/\p{C}/gu, '').trim()].slice(0, NAME_LENGTH).join('')
  if (shown === '') return undefined
  const digest = createHash('sha256').update(shown).digest('hex').slice(0, 24)
  return { subject: `name-${digest}`, name: shown, verified: true }
}

/** Signs what the service is to believe of the reader, as a portal's server does. */
export function signToken(reader: DemoReader, secret: string, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000)
  const { subject, name, verified } = reader
  const claims = { sub: subject, name, verified, iat: issuedAt, exp: issuedAt + TOKEN_HOURS * 3600 }
  return sign(claims, secret, 'HS256')
}
