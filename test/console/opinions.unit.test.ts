import { beforeEach, describe, expect, test } from 'vitest'
import { askedOf } from '../../src/console/review/asked-of.ts'
import { senseOf } from '../../src/console/review/card-sense.ts'
import { shownOf } from '../../src/console/review/holding.ts'
import type { Act } from '../../src/console/review/review-state.ts'
import { createTexts } from '../../src/console/texts/texts.ts'
import { zhHant } from '../../src/console/texts/zh-hant.ts'
import type { Card } from '../../src/http/moderator/card-schemas.ts'
import { decision, FakeServer, made } from './fake-server.ts'
import { card, START } from './sample-card.ts'

const PUBLISH: Act = { type: 'decide', intent: { kind: 'publish', category: null, note: null, templateId: null } }
const AT = new Date(START).toISOString()

const APPEAL: Card['appeal'] = {
  ticket: '123-456-789',
  reason: '我只是問路',
  decisionId: 'd',
  madeAt: AT,
  dueAt: AT,
  outcome: null,
  answeredAt: null,
  nobodyLeft: null,
}
const OPINION = { kind: 'reject', category: 'abuse', note: null, by: '陳嵐', at: AT }
const DISAGREEMENT: Card['disagreement'] = {
  reason: 'sample',
  first: OPINION,
  second: OPINION,
  leadDecisionId: null,
}

describe('what a decision answers besides', () => {
  test.each<[ReturnType<typeof askedOf>, Partial<Card>]>([
    [null, {}],
    ['reports', { reports: { count: 3, anonymous: 0, categories: [], listed: [] } }],
    ['appeal', { appeal: APPEAL }],
    [null, { appeal: { ...APPEAL, outcome: 'upheld' } }],
    ['differ', { disagreement: DISAGREEMENT, appeal: APPEAL }],
    [null, { disagreement: { ...DISAGREEMENT, leadDecisionId: 'd' } }],
    ['second', { isBlind: true }],
  ])('is %s', (asked, change) => {
    const around = { categories: [], macros: [], isBlurOn: true, isLead: false }
    const seen = { ...card('one'), ...change }
    expect(askedOf(seen)).toBe(asked)
    expect(senseOf(seen, around, createTexts('zh-Hant', zhHant).t)?.asked).toBe(asked)
  })
})

describe('an answer that is no decision', () => {
  let server: FakeServer
  const state = () => server.review.state

  beforeEach(async () => {
    server = new FakeServer(['one', 'two', 'three'].map(card))
    await server.begin()
    await act({})
  })

  /** Answers the next decision with this besides. */
  async function act(rest: object): Promise<void> {
    server.answerNext('POST /:id/decisions', { status: 201, body: made(decision('publish', '陳嵐'), rest) })
    const delivered = server.review.act(PUBLISH)
    await server.pass(400)
    await delivered
  }

  test.each(['agreed', 'asked_lead', 'superseded'] as const)(
    'says of a second opinion that it is %s, and leaves nothing to undo',
    async (second) => {
      expect(state().confirmed).toHaveLength(1)
      await act({ effect: 'second', second })
      expect(state()).toMatchObject({ remark: { kind: `second_${second}` }, toast: null, confirmed: [] })
      await server.review.undo()
      expect(server.requests('POST /:id/undo')).toEqual([])
    },
  )

  test('tells of a training card until it is closed or the next act, and counts no work', async () => {
    const before = state().decidedToday
    const told = { isRight: false, kind: 'reject', category: 'ad_spam', because: '有電話', message: '這是訓練卡' }
    await act({ effect: 'training', training: told })
    expect(state()).toMatchObject({ trained: { card: { comment: { id: 'two' } }, told }, toast: null, confirmed: [] })
    expect([state().decidedToday, shownOf(state().holding)?.comment.id]).toEqual([before, 'three'])
    server.review.closeTold()
    expect(state().trained).toBeNull()
    await act({ effect: 'training', training: told })
    expect(state().trained).not.toBeNull()
    server.queue = ['four'].map(card)
    await server.tell({ commentId: 'four' })
    await act({})
    expect(state().trained).toBeNull()
  })
})
