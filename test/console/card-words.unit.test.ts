import { expect, test } from 'vitest'
import { chanceText } from '../../src/console/card/chance-text.ts'
import { eventText } from '../../src/console/card/event-text.ts'
import { opinionText } from '../../src/console/card/opinion-text.ts'
import { wordingsOf } from '../../src/console/card/wording.ts'
import { actText } from '../../src/console/review/act-text.ts'
import { chosenWording, senseOf } from '../../src/console/review/card-sense.ts'
import { choicesFor } from '../../src/console/review/choices.ts'
import { agedBy, pressureOf, queuesAt, usedUp } from '../../src/console/review/waiting.ts'
import { createTexts } from '../../src/console/texts/texts.ts'
import { zhHant } from '../../src/console/texts/zh-hant.ts'
import type { CategoryView } from '../../src/http/moderator/schemas.ts'
import { canDecide } from '../../src/moderation/life-cycle.ts'
import { card } from './sample-card.ts'

const { t } = createTexts('zh-Hant', zhHant)

const OWN = { id: '5a1b6f0e-0000-4000-8000-000000000011', name: '本站的話', notice: '請刪去聯繫方式。' }
const OTHER = { id: '5a1b6f0e-0000-4000-8000-000000000012', name: '節日版', notice: '節日快樂，請刪去聯繫方式。' }

const category = (more: Partial<CategoryView> = {}): CategoryView => ({
  code: 'ad_spam',
  name: '商業廣告或招攬',
  class: 'S',
  pledge: [14],
  digit: 1,
  notice: '承諾書第 14 條。',
  nameNotice: '名字像廣告。',
  templateId: null,
  templates: [],
  ...more,
})

const around = { categories: [category()], macros: [], isBlurOn: true, isLead: false }

test('the product’s sentence comes first, the site’s own after it; a default of the site stands in its place', () => {
  const screening = card('one').screening
  expect(wordingsOf(category({ templates: [OTHER] }), screening, t)).toEqual([
    { templateId: null, name: null, sentence: '承諾書第 14 條。' },
    { templateId: OTHER.id, name: OTHER.name, sentence: OTHER.notice },
  ])
  const withDefault = category({ templateId: OWN.id, notice: OWN.notice, templates: [OWN, OTHER] })
  expect(wordingsOf(withDefault, screening, t).map(({ templateId }) => templateId)).toEqual([OWN.id, OTHER.id])
})

test('the site’s own sentence is shown as it is stored, also where the name spoke', () => {
  const finding = { rule: 'display-name', category: 'ad_spam', weight: 0.5, detail: {} }
  const screening = { ...card('one').screening, findings: [finding] }
  expect(wordingsOf(category(), screening, t)[0].sentence).toBe('名字像廣告。')
  const own = category({ templateId: OWN.id, notice: OWN.notice, nameNotice: OWN.notice, templates: [OWN] })
  expect(wordingsOf(own, screening, t)[0].sentence).toBe(OWN.notice)
})

test('T goes through the wordings of a category and begins again', () => {
  const sense = senseOf(card('one'), around, t)!
  const at = (place: number) => chosenWording(sense, category({ templates: [OTHER] }), { place, t }).wording.templateId
  expect([0, 1, 2].map(at)).toEqual([null, OTHER.id, null])
})

test('A and R decide what the comment’s status allows, whichever queue asks', () => {
  for (const status of ['held', 'published', 'rejected', 'removed'] as const) {
    const { approve, refuse } = choicesFor(status)!
    expect([status, canDecide(status, approve), canDecide(status, refuse)]).toEqual([status, true, true])
  }
  expect(choicesFor('withdrawn')).toBeUndefined()
})

test('what stands is suggested to be upheld, and only macros that fit are offered', () => {
  const sample = card('one')
  const appealed = { ...sample, comment: { ...sample.comment, status: 'rejected' as const, category: 'ad_spam' } }
  const macro = { id: 'm', key: 'x', name: '放行', category: null, note: null, templateId: null, createdAt: '' }
  const macros = [
    { ...macro, kind: 'publish' as const },
    { ...macro, kind: 'restore' as const },
  ]
  const sense = senseOf(appealed, { ...around, macros }, t)!
  expect(sense).toMatchObject({ approve: 'restore', refuse: 'reject', suggestion: { code: 'ad_spam' } })
  expect(sense.macros.map(({ kind }) => kind)).toEqual(['restore'])
})

test('only a lead answers what is asked, and only once', () => {
  const asked = { question: '？', askedBy: '周寧', askedAt: '', answer: null, answeredBy: null, answeredAt: null }
  const escalated = { ...card('one'), escalation: asked }
  expect(senseOf(escalated, around, t)?.isAsked).toBe(false)
  expect(senseOf(escalated, { ...around, isLead: true }, t)?.isAsked).toBe(true)
  const answered = { ...escalated, escalation: { ...asked, answer: '算', answeredAt: '2026-01-05T06:00:00Z' } }
  expect(senseOf(answered, { ...around, isLead: true }, t)?.isAsked).toBe(false)
})

test('an event says who did what, and what came of it', () => {
  const categories = new Map([['ad_spam', category()]])
  const say = (type: string, actor: string, detail: Record<string, string>) =>
    eventText({ type, actor, detail, at: '' }, { displayName: '陳嵐', categories, t })
  expect(say('decision.made', '吳桐', { kind: 'reject', category: 'ad_spam' })).toBe('吳桐裁決：拒絕·商業廣告或招攬')
  expect(say('decision.made', 'policy', { kind: 'publish' })).toBe('政策裁決：通過')
  expect(say('comment.screened', 'policy', { verdict: 'hold' })).toBe('機器判定：待審')
  expect(say('comment.skipped', '陳嵐', { reason: 'involved' })).toBe('你跳過：需要迴避')
  expect(say('something.new', 'policy', {})).toBe('something.new')
})

test('an act is told with its category', () => {
  const intent = { kind: 'reject', category: 'ad_spam', note: null, templateId: null } as const
  expect(actText({ type: 'decide', intent }, new Map([['ad_spam', category()]]), t)).toBe('拒絕·商業廣告或招攬')
  expect(actText({ type: 'skip', reason: 'later' }, new Map(), t)).toBe('跳過')
})

test('a queue grows older between two counts, and is overdue once its oldest waits too long', () => {
  const counted = {
    queue: 'held' as const,
    waiting: 3,
    oldestSeconds: 1_740,
    p95Seconds: 900,
    targetMinutes: 30,
    secondsLeft: 60,
  }
  expect(pressureOf(counted)).toBe('soon')
  expect(usedUp({ ...counted, secondsLeft: 900 })).toBe(0.5)
  expect(agedBy(counted, 61)).toMatchObject({ oldestSeconds: 1_801, p95Seconds: 961, secondsLeft: -1 })
  expect(pressureOf(agedBy(counted, 61))).toBe('overdue')
  expect(queuesAt({ queues: [counted], at: 1_000 }, 11_500)).toMatchObject([{ oldestSeconds: 1_750 }])
  const none = { ...counted, waiting: 0, oldestSeconds: null, p95Seconds: null, secondsLeft: null }
  expect(agedBy(none, 500)).toEqual(none)
  expect(pressureOf(none)).toBe('calm')
})

test('a chance is told in six words, each from its least on', () => {
  const told = (chance: number) => t(chanceText(chance), { category: '廣告' })
  expect(told(0.09)).toBe('不太像有問題；若有，是廣告')
  expect([0.1, 0.34].map(told)).toEqual(['有些像廣告', '有些像廣告'])
  expect([0.35, 0.64].map(told)).toEqual(['說不準，最像廣告', '說不準，最像廣告'])
  expect([0.65, 0.89].map(told)).toEqual(['很像廣告', '很像廣告'])
  expect([0.9, 0.96].map(told)).toEqual(['十分像廣告', '十分像廣告'])
  expect(told(0.97)).toBe('廣告，幾乎可以肯定')
})

test('how sure the model is of a refusal is not said of a category of which it is less sure', () => {
  const names = new Map([['fraud', category({ code: 'fraud', name: '詐騙' })]])
  const said = (benign: number, fraud: number) => opinionText({ benign, risk: { fraud, ad_spam: 0.2 } }, names, t)
  expect(said(0.004, 0.98)).toBe('詐騙，幾乎可以肯定')
  expect(said(0.004, 0.377)).toBe('有問題，幾乎可以肯定；哪一類說不準，最像詐騙（0.38）')
  expect(said(0.6, 0.3)).toBe('說不準，最像詐騙')
  expect(said(0.95, 0.03)).toContain('不太像')
})
