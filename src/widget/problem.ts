import type { Challenge } from '../http/errors.ts'

/** Why a request brought nothing. */
export type Problem =
  | { readonly kind: 'offline' }
  | { readonly kind: 'server' }
  | { readonly kind: 'slow'; readonly seconds: number; readonly why: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'unverified' }
  | { readonly kind: 'closed' }
  /** The same again, with the solution. */
  | { readonly kind: 'proof'; readonly challenge: Challenge }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/** Sorts an error answer by what the reader can do about it. */
export function classifyAnswer(status: number, body: unknown, retryAfter: string | null): Problem {
  const code = field(body, 'code')
  if (status === 429) return { kind: 'slow', seconds: waitSeconds(body, retryAfter), why: secondSentence(body) }
  // The contract of http/errors.ts promises one with this status; the service is the widget's own.
  if (status === 428) return { kind: 'proof', challenge: (body as { challenge: Challenge }).challenge }
  if (status >= 500) return { kind: 'server' }
  if (code === 'token_missing') return { kind: 'signed_out' }
  if (status === 401) return { kind: 'expired' }
  if (code === 'reader_unverified') return { kind: 'unverified' }
  if (code === 'article_closed') return { kind: 'closed' }
  return { kind: 'refused', code, message: field(body, 'message') }
}

/** A retry can succeed with the same text and the same Idempotency-Key. */
export function canRetry(problem: Problem | undefined): boolean {
  return problem?.kind === 'offline' || problem?.kind === 'server'
}

/** The first sentence of the message says when, which the widget counts down itself; the rest says why. */
function secondSentence(body: unknown): string {
  return /[。.]\s*(.+)$/su.exec(field(body, 'message'))?.[1] ?? ''
}

function waitSeconds(body: unknown, retryAfter: string | null): number {
  const seconds = Number(field(body, 'retryAfterSeconds') || retryAfter)
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 10
}

function field(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
