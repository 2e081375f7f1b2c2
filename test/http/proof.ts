import { solveChallenge } from 'altcha-lib/v1'
import { ErrorBody } from '../../src/http/errors.ts'

/** Solves what an answer asks for, as altcha's widget would send it. */
export async function solve(response: Response): Promise<string> {
  const { code, challenge } = ErrorBody.parse(await response.json())
  if (!challenge) throw new Error(`${response.status} ${code} asks for no proof`)
  const { maxnumber, ...asked } = challenge
  const solved = await solveChallenge(asked.challenge, asked.salt, asked.algorithm, maxnumber).promise
  return btoa(JSON.stringify({ ...asked, number: solved?.number }))
}
