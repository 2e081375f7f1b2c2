import { createHash } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import { afterEach, expect, test, vi } from 'vitest'
import type { Challenge } from '../../src/http/errors.ts'
import { solve } from '../../src/widget/solve.ts'

afterEach(() => vi.unstubAllGlobals())

const SECRET = 'known to the service alone'

test('a proof is solved as altcha checks it, in a page over plain http too', async () => {
  const challenge = (await createChallenge({ hmacKey: SECRET, maxnumber: 3000, number: 2345 })) as Challenge
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues })
  const proof = await solve({ ...challenge, maxnumber: 3000 })
  vi.unstubAllGlobals()
  expect(JSON.parse(atob(proof ?? ''))).toMatchObject({ number: 2345 })
  expect(await verifySolution(proof ?? '', SECRET)).toBe(true)
})

test('what no number solves is given up, and the page has its turn meanwhile', async () => {
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  const challenge = createHash('sha256').update('salt20001').digest('hex')
  const asked = { algorithm: 'SHA-256', challenge, salt: 'salt', signature: '', maxnumber: 20_000 } as const
  expect(await solve(asked)).toBeUndefined()
  clearInterval(timer)
  expect(turns).toBeGreaterThan(0)
})
