import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { every } from 'hono/combine'
import { EDIT_MINUTES } from '../../moderation/editing.ts'
import { words } from '../../moderation/language.ts'
import { protectionOf } from '../../moderation/protection.ts'
import { effectOf, SANCTIONS } from '../../moderation/sanction.ts'
import { countBlocked } from '../../storage/blocks.ts'
import { deleteProfile } from '../../storage/delete-profile.ts'
import { switchProtection } from '../../storage/protect-reader.ts'
import { ensureReader, findReader, type Reader } from '../../storage/readers.ts'
import { listInForce } from '../../storage/sanctions.ts'
import type { Edge } from '../edge.ts'
import { errorResponses } from '../error-responses.ts'
import { BODY_ERRORS, jsonBody } from '../json-body.ts'
import { json, jsonRequest, PRIVATE } from '../json-response.ts'
import { Refusal } from '../refusal.ts'
import { mayWrite, type ReaderEnv, SIGNED_ERRORS, type SignedReader, seenAs, signedReader } from './authentication.ts'
import { viewOwnSanction } from './own-sanction-view.ts'
import { Profile, ProtectionSwitch, ProtectionView } from './profile-schemas.ts'
import { takeSlot } from './take-slot.ts'

const security = [{ readerToken: [] }]

const profileRoute = createRoute({
  method: 'get',
  path: '/me',
  tags: ['reader'],
  summary: 'Who the reader is here, what holds against them and how they are protected',
  security,
  responses: { 200: json(Profile, 'Nobody else sees these answers'), ...errorResponses(...SIGNED_ERRORS) },
})

const deleteRoute = createRoute({
  method: 'delete',
  path: '/me',
  tags: ['reader'],
  summary: "Delete one's profile",
  description:
    'Comments are withdrawn and their texts put where nobody sees them, until they are purged after 184 days; likes and ' +
    'blocks go at once. It cannot be undone. The same token leads to a new, empty profile afterwards, against which measures ' +
    'hold that are in force now.',
  security,
  responses: {
    204: { description: 'Deleted, or there was none' },
    ...errorResponses(...SIGNED_ERRORS),
  },
})

const protectionRoute = createRoute({
  method: 'put',
  path: '/me/protection',
  tags: ['reader'],
  summary: '一鍵防護: keep strangers from replying',
  description:
    "While it is on, only those whom the reader has answered or liked before can reply to the reader's comments or in the " +
    'threads that these began. It is on for minors unless they switch it off.',
  security,
  request: { body: jsonRequest(ProtectionSwitch) },
  responses: {
    200: json(ProtectionView, 'As it is switched now'),
    ...errorResponses(...SIGNED_ERRORS, ...BODY_ERRORS),
  },
})

/** What a reader knows and decides of their own profile. */
export function readerProfile(edge: Edge) {
  const { db, now } = edge
  const signed = signedReader(edge)
  return new OpenAPIHono<ReaderEnv>()
    .openapi({ ...profileRoute, middleware: signed }, async (c) => {
      const siteId = c.get('site').id
      const signedAs = c.get('reader')
      const reader = await findReader(db, siteId, signedAs.identity)
      const writer = { siteId, readerId: reader?.id, person: signedAs.person, at: now() }
      const [sanctions, blocked] = await Promise.all([
        listInForce(db, writer, SANCTIONS),
        reader ? countBlocked(db, { siteId, readerId: reader.id }) : 0,
      ])
      const isRefused = sanctions.some(({ measure }) => effectOf(measure) === 'refuse')
      const body = {
        ...viewSigned(signedAs, reader),
        mayWrite: mayWrite(signedAs) && !isRefused,
        sanctions: sanctions.map((sanction) => viewOwnSanction(sanction, c.get('language'))),
        blocked,
      }
      return c.json(body, 200, PRIVATE)
    })
    .openapi({ ...protectionRoute, middleware: every(signed, jsonBody) }, async (c) => {
      const siteId = c.get('site').id
      const { isOn } = c.req.valid('json')
      await db.transaction().execute(async (trx) => {
        const { id: readerId } = await ensureReader(trx, seenAs(siteId, c.get('reader')))
        await switchProtection(trx, { siteId, readerId, isOn, at: now() })
      })
      return c.json({ isOn, isDefault: false }, 200, PRIVATE)
    })
    .openapi({ ...deleteRoute, middleware: signed }, async (c) => {
      const { identity } = c.get('reader')
      const slot = await takeSlot(edge, c.get('reader'), 'export')
      const deletion = { siteId: c.get('site').id, identity, anonymous: randomBytes(32), at: now() }
      try {
        if ((await deleteInTurn(edge, deletion)) > 0) edge.articleFeed.tell()
      } catch (error) {
        await slot.giveBack()
        throw error
      }
      return c.body(null, 204)
    })
}

/** How long a deletion waits for those who write to many comments, asking more and more seldom. */
const PATIENCE_MILLISECONDS = 15_000
const FIRST_PAUSE_MILLISECONDS = 20
const LONGEST_PAUSE_MILLISECONDS = 500

const BUSY = words(
  '站點正在一次處理許多評論，帳號資料還沒有刪除。請稍後再試。',
  'Many comments of this site are being dealt with at once; your profile was not deleted yet. Try again shortly.',
)

/** Waits without a connection, which others need meanwhile; returns how many texts were put away. */
async function deleteInTurn({ db }: Edge, deletion: Parameters<typeof deleteProfile>[1]): Promise<number> {
  const end = performance.now() + PATIENCE_MILLISECONDS
  let pause = FIRST_PAUSE_MILLISECONDS
  while (performance.now() < end) {
    const deleted = await db.transaction().execute((trx) => deleteProfile(trx, deletion))
    if (deleted.outcome === 'deleted') return deleted.comments
    await setTimeout(pause)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS)
  }
  throw new Refusal('service_unavailable', { message: BUSY })
}

function viewSigned({ name, isVerified, age }: SignedReader, reader: Reader | undefined) {
  const known = age ?? reader?.age ?? null
  return {
    ...{ key: reader?.id ?? null, name, isVerified, age: known, editMinutes: EDIT_MINUTES },
    protection: protectionOf({
      age: known,
      protectedAt: reader?.protected_at ?? null,
      unprotectedAt: reader?.unprotected_at ?? null,
    }),
  }
}
