import { expect } from 'vitest'
import { z } from 'zod'
import { ErrorBody } from '../../src/http/errors.ts'

/** Expects a refusal of this status and code, in the one shape that all of them have. */
export async function refusal(response: Response, status: number, code: string): Promise<z.infer<typeof ErrorBody>> {
  const body = z.strictObject(ErrorBody.shape).parse(await response.json())
  expect({ status: response.status, code: body.code }).toEqual({ status, code })
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(body.message).not.toMatch(/\{\w+\}/)
  return body
}
