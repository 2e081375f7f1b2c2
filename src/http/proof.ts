import { createHash } from 'node:crypto'
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1'
import { z } from 'zod'
import type { Db } from '../storage/database.ts'
import { spendProof } from '../storage/spent-proofs.ts'
import type { Edge } from './edge.ts'
import type { Challenge } from './errors.ts'
import { readJson } from './read-json.ts'
import { Refusal } from './refusal.ts'

/** Half of them are tried on average: under half a second on a desk, one to three on a cheap phone. */
const MOST_NUMBER = 50_000

/** Slow phones and bad lines included. */
const PROOF_MINUTES = 10

/** The header that a solved challenge comes in. */
export const PROOF_HEADER = 'Proof-Of-Work'

/** A proof as altcha's widget writes it is about 400 characters of base64. */
const MOST_CHARACTERS = 1000

const Solved = z.object({
  algorithm: z.literal('SHA-256'),
  challenge: z.string(),
  number: z.int().min(0).max(MOST_NUMBER),
  salt: z.string(),
  signature: z.string(),
})

/** A proof that was found right, to be spent by whoever accepts it. */
export interface Proof {
  readonly hash: Buffer
  readonly expiresAt: Date
}

interface Purpose {
  readonly siteId: string
  /** What the proof is for and for nothing else. */
  readonly purpose: string
}

interface Accepted {
  readonly db: Db
  readonly proof: Proof
}

/** Lets through only what comes with a proof of work for this purpose; others are told what to solve. */
export async function requireProof(edge: Edge, wanted: Purpose, header: string | undefined): Promise<Proof> {
  const proof = header === undefined ? undefined : await readProof(edge, wanted, header)
  if (!proof) throw await askProof(edge, wanted)
  return proof
}

/** Spends a proof, in the caller's transaction where there is one; one that was spent before is asked for anew. */
export async function acceptProof(edge: Edge, wanted: Purpose, { db, proof }: Accepted): Promise<void> {
  if (!(await spendProof(db, { siteId: wanted.siteId, ...proof }))) throw await askProof(edge, wanted)
}

/** Refuses with a new challenge. */
async function askProof({ keys, now }: Edge, wanted: Purpose): Promise<Refusal> {
  const { algorithm, challenge, salt, signature } = await createChallenge({
    algorithm: 'SHA-256',
    hmacKey: keys.proof.toString('hex'),
    maxnumber: MOST_NUMBER,
    expires: new Date(now().getTime() + PROOF_MINUTES * 60_000),
    params: { purpose: nameOf(wanted) },
  })
  const asked = { algorithm, challenge, salt, signature, maxnumber: MOST_NUMBER } as Challenge
  return new Refusal('proof_required', { challenge: asked })
}

async function readProof({ keys, now }: Edge, wanted: Purpose, header: string): Promise<Proof | undefined> {
  const solved = parse(header)
  if (!solved) return undefined
  const { purpose, expires } = extractParams(solved)
  const expiresAt = new Date(Number(expires) * 1000)
  if (purpose !== nameOf(wanted) || !(expiresAt > now())) return undefined
  // The time is told by the service's own clock, above.
  if (!(await verifySolution(solved, keys.proof.toString('hex'), false))) return undefined
  return { hash: createHash('sha256').update(solved.challenge).digest(), expiresAt }
}

function parse(header: string): z.infer<typeof Solved> | undefined {
  if (header.length > MOST_CHARACTERS) return undefined
  return Solved.safeParse(readJson(Buffer.from(header, 'base64').toString('utf8'))).data
}

/** Short whatever the article's key is. */
function nameOf({ siteId, purpose }: Purpose): string {
  return createHash('sha256').update(`${siteId}\0${purpose}`).digest('hex').slice(0, 32)
}
