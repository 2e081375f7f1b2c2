import type { Card } from '../../src/http/moderator/card-schemas.ts'

/** When every sample was leased. */
export const START = Date.parse('2026-01-05T06:00:00Z')

/** A lease of ten minutes from then on. */
export function lease(at: number) {
  return {
    token: '5a1b6f0e-0000-4000-8000-000000000001',
    expiresAt: new Date(at + 600_000).toISOString(),
    seconds: 600,
  }
}

/** A held comment without evidence. */
export function card(id: string): Card {
  return {
    lease: lease(START),
    queue: 'held',
    comment: {
      id,
      text: `評論 ${id}`,
      lang: 'zh-Hant',
      normalized: '',
      status: 'held',
      category: null,
      createdAt: new Date(START).toISOString(),
    },
    article: {
      id: 'a',
      title: null,
      url: null,
      mode: 'pre',
      riskLevel: 'normal',
      slow: { chosen: null, seconds: 0 },
      lately: 0,
    },
    answered: [],
    screening: {
      verdict: 'hold',
      category: null,
      risk: {},
      hits: [],
      findings: [],
      lexiconVersion: 'l',
      policyVersion: 'p',
      modelVersion: null,
      opinion: null,
    },
    suggestion: null,
    duplicates: null,
    author: {
      id: 'r',
      name: '讀者',
      ipRegion: null,
      firstSeenAt: new Date(START).toISOString(),
      counts: { held: 1, published: 0, rejected: 0, removed: 0, withdrawn: 0 },
      reported: { comments: 0, upheld: 0 },
      refusals: [],
      standing: { grade: 'C', sanctions: [] },
      recent: [],
    },
    events: [],
    decisions: [],
    escalation: null,
    waiting: [],
    reports: { count: 0, anonymous: 0, categories: [], listed: [] },
    appeal: null,
    disagreement: null,
    isBlind: false,
    notes: [],
  }
}
