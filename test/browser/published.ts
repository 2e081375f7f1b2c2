import { expect } from 'vitest'
import { fetchTokens, json, type Service } from '../cli/service.ts'
import { INNOCENT } from '../screening/innocent.ts'

/** Sentences that stand next to each other there are alike, and what is alike is held. */
const APART = 7

/** Published comments under the demo's article, each by another reader. */
export async function publish({ origin }: Service, count: number): Promise<void> {
  const tokens = await fetchTokens(
    origin,
    Array.from({ length: count }, (_, index) => `網友${index}`),
  )
  for (const [index, token] of tokens.entries()) {
    const headers = { origin, authorization: `Bearer ${token}` }
    const request = json({ text: INNOCENT[index * APART] }, headers)
    const answer = await fetch(`${origin}/v1/articles/demo-bus-line/comments`, request)
    expect((await answer.json()).status).toBe('published')
  }
}
