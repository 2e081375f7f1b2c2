import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { findModeratorByUsername } from '../../../storage/moderators.ts'
import { confirmSecondFactor, dropSecondFactor, offerSecondFactor } from '../../../storage/second-factors.ts'
import type { Session } from '../../../storage/sessions.ts'
import type { Edge } from '../../edge.ts'
import { errorResponses } from '../../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../../json-body.ts'
import { json, jsonRequest } from '../../json-response.ts'
import { Refusal } from '../../refusal.ts'
import { type ModeratorEnv, signedIn } from '../guard.ts'
import { placesOf } from '../places.ts'
import { proveIdentity } from '../sign-in.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { Code, OfferedSecondFactor, Password, PasswordAndCode, RecoveryCodes } from './schemas.ts'
import { newTotpSecret, openTotpSecret, sealTotpSecret, stepOfCode, totpUri } from './totp.ts'

const tags = ['moderator']
const security = [{ session: [], csrfToken: [] }]
const WRITE = ['session_required', 'csrf_invalid', 'too_many_requests', 'second_factor_conflict'] as const

const offerRoute = createRoute({
  method: 'post',
  path: '/account/second-factor',
  tags,
  summary: 'Be offered a new second factor for the password; it counts for nothing until it is confirmed',
  security,
  request: { body: jsonRequest(Password) },
  responses: {
    201: json(OfferedSecondFactor, 'For an authenticator, shown only now'),
    ...errorResponses(...WRITE, ...BODY_ERRORS, 'password_wrong', 'account_locked'),
  },
})

const confirmRoute = createRoute({
  method: 'post',
  path: '/account/second-factor/confirmation',
  tags,
  summary: 'Put the offered second factor into force with a code of it',
  security,
  request: { body: jsonRequest(Code) },
  responses: { 200: json(RecoveryCodes, 'In force'), ...errorResponses(...WRITE, ...BODY_ERRORS, 'code_wrong') },
})

const dropRoute = createRoute({
  method: 'delete',
  path: '/account/second-factor',
  tags,
  summary: 'Take the second factor off with the password and a code',
  security,
  request: { body: jsonRequest(PasswordAndCode) },
  responses: {
    204: { description: 'Taken off' },
    ...errorResponses(...WRITE, ...BODY_ERRORS, 'password_wrong', 'account_locked'),
  },
})

/** Setting up one's own second factor, and taking it off: also for those who may do nothing before they have one. */
export function moderatorSecondFactor(edge: Edge) {
  const { db } = edge
  const guard = signedIn(edge)
  return new OpenAPIHono<ModeratorEnv>()
    .openapi({ ...offerRoute, middleware: every(guard, jsonBody) }, async (c) => {
      const session = c.get('session')
      // Whoever finds a session open must not bind the account to a phone of their own.
      await proveIdentity(edge, session, { ...c.req.valid('json'), places: placesOf(edge, c) })
      const secret = newTotpSecret()
      if (!(await offerSecondFactor(db, session, sealTotpSecret(edge.keys, session, secret)))) throw conflict()
      return c.json({ secret, uri: totpUri(secret, session) }, 201)
    })
    .openapi({ ...confirmRoute, middleware: every(guard, jsonBody) }, async (c) => {
      const recoveryCodes = await confirm(edge, c.get('session'), c.req.valid('json').code)
      return c.json({ recoveryCodes }, 200)
    })
    .openapi({ ...dropRoute, middleware: every(guard, jsonBody) }, async (c) => {
      const session = c.get('session')
      const { siteId, moderatorId } = session
      const proof = { ...c.req.valid('json'), places: placesOf(edge, c) }
      const { totp_confirmed_at: since } = await proveIdentity(edge, session, proof)
      if (!since) throw conflict()
      const by = { actor: 'moderator', moderatorId } as const
      await db.transaction().execute((trx) => dropSecondFactor(trx, { siteId, moderatorId, by }))
      return c.body(null, 204)
    })
}

async function confirm({ db, keys, now }: Edge, session: Session, code: string): Promise<string[]> {
  const moderator = await findModeratorByUsername(db, session.siteId, session.username)
  if (!moderator?.totp_sealed || moderator.totp_confirmed_at) throw conflict()
  const secret = openTotpSecret(keys, session, moderator.totp_sealed)
  const step = stepOfCode(secret, code.replace(/\s/g, ''), now())
  if (step === undefined) throw new Refusal('code_wrong')
  const { siteId, moderatorId } = session
  const recoveryCodes = newRecoveryCodes()
  const codeHashes = recoveryCodes.map((one) => hashRecoveryCode(keys, session, one))
  const confirmation = { siteId, moderatorId, step, codeHashes }
  const isConfirmed = await db.transaction().execute((trx) => confirmSecondFactor(trx, confirmation))
  if (!isConfirmed) throw conflict()
  return recoveryCodes
}

function conflict(): Refusal {
  return new Refusal('second_factor_conflict')
}
