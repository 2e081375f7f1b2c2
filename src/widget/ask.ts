import type { Challenge } from '../http/errors.ts'
import type { Api } from './api.ts'
import { classifyAnswer, type Problem } from './problem.ts'

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

/** What is asked for, and how. */
export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: object
  readonly idempotencyKey?: string
  readonly timeoutMs?: number
}

/** Asks in the reader's name, where there is one; the caller knows what is promised for the path. */
export async function ask<Value>(api: Api, path: string, asking: Asking = {}, proof?: string): Promise<Answer<Value>> {
  const answer = await read<Value>(() => api.send(path, requestOf(api, asking, proof), asking.timeoutMs))
  if (answer.ok || answer.problem.kind !== 'proof') return answer
  const solved = proof ? undefined : await solve(answer.problem.challenge)
  return solved ? ask<Value>(api, path, asking, solved) : { ok: false, problem: { kind: 'server' } }
}

function requestOf({ token, language }: Api, { method = 'GET', body, idempotencyKey }: Asking, proof?: string) {
  const headers: Record<string, string> = { 'Accept-Language': language }
  if (token) headers['Authorization'] = `Bearer ${token}`
  if (body) headers['Content-Type'] = 'application/json'
  if (proof) headers['Proof-Of-Work'] = proof
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey
  return { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
}

/** What solves is fetched when it is needed; where it does not come, nothing was solved. */
const solve = (challenge: Challenge) => import('./solve.ts').then((it) => it.solve(challenge)).catch(() => undefined)

/** `Value` is what the contract in http/reader/schemas.ts promises for the path; the service is the widget's own. */
async function read<Value>(send: () => Promise<Response>): Promise<Answer<Value>> {
  try {
    const response = await send()
    const text = await response.text()
    if (response.ok) return { ok: true, value: (text === '' ? null : JSON.parse(text)) as Value }
    return { ok: false, problem: classifyAnswer(response.status, parse(text), response.headers.get('Retry-After')) }
  } catch (error) {
    // A body that is no JSON comes from something between here and the service.
    return { ok: false, problem: { kind: error instanceof SyntaxError ? 'server' : 'offline' } }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
