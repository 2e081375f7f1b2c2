import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Card, Cards } from '../../src/http/moderator/card-schemas.ts'
import { Categories, DecisionView } from '../../src/http/moderator/schemas.ts'
import { Macros, MacroView, Templates, TemplateView } from '../../src/http/moderator/wording-schemas.ts'
import { OwnComment, OwnCommentPage } from '../../src/http/reader/schemas.ts'
import { noticeFor } from '../../src/moderation/notice.ts'
import { toSimplified } from '../../src/text/variants.ts'
import { createFactory } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { addModerator, Console } from './moderator.ts'
import { refusal } from './refusal.ts'
import { createService, ORIGIN, post, type Service, signToken, TEXTS } from './service.ts'

let database: TestDatabase
let service: Service
let lead: Console
let chenlan: Console

beforeAll(async () => {
  database = await createTestDatabase()
  await createFactory(database.db).site.insert({ origins: [ORIGIN] })
  await addModerator(database.db, { username: 'chenlan', displayName: '陳嵐' })
  await addModerator(database.db, { username: 'lead', role: 'lead' })
})

beforeEach(async () => {
  await database.db.deleteFrom('macro').execute()
  await database.db.deleteFrom('template').execute()
  service = createService(database.db)
  lead = new Console(service)
  chenlan = new Console(service)
  await lead.enter('lead')
  await chenlan.enter('chenlan')
})

afterAll(() => database.drop())

const WANTED = {
  category: 'ad_spam',
  name: '聯繫方式',
  hant: '請刪去電話與微信號，再發一次。',
  en: 'Remove the phone number and post again.',
  isDefault: false,
}

async function add(changes: object = {}): Promise<TemplateView> {
  const response = await lead.send('POST', '/templates', { ...WANTED, ...changes })
  expect(response.status).toBe(201)
  return TemplateView.parse(await response.json())
}

async function claimHeld(): Promise<Card> {
  service.clock.advance(1)
  const { id } = OwnComment.parse(await (await post(service, { text: TEXTS.hold })).json())
  const [card] = Cards.parse(await (await chenlan.send('POST', '/claims', {})).json()).cards
  expect(card?.comment.id).toBe(id)
  return card!
}

async function reject({ comment, lease }: Card, changes: object = {}): Promise<DecisionView> {
  const body = { leaseToken: lease.token, kind: 'reject', category: 'ad_spam', ...changes }
  const response = await chenlan.send('POST', `/comments/${comment.id}/decisions`, body)
  expect(response.status).toBe(201)
  return DecisionView.parse(await response.json())
}

/** What the author reads of this comment, in each language. */
async function read(id: string): Promise<(string | undefined)[]> {
  const token = await signToken(service.clock)
  return Promise.all(
    ['zh-Hant', 'zh-Hans', 'en'].map(async (language) => {
      const headers = { Origin: ORIGIN, Authorization: `Bearer ${token}` }
      const response = await service.request(`/v1/me/comments?lang=${language}`, { headers })
      return OwnCommentPage.parse(await response.json()).comments.find((own) => own.id === id)?.notice?.message
    }),
  )
}

const adSpam = async (query = '') => {
  const { categories } = Categories.parse(await (await chenlan.send('GET', `/categories${query}`)).json())
  return categories.find(({ code }) => code === 'ad_spam')!
}

describe('a wording of the site', () => {
  test('is read by the author in both scripts and English, as the moderator saw it, whatever becomes of it later', async () => {
    const template = await add()
    expect(template).toMatchObject({ hans: toSimplified(WANTED.hant), isDefault: false })
    expect((await adSpam()).templates).toEqual([{ id: template.id, name: '聯繫方式', notice: WANTED.hant }])
    const card = await claimHeld()
    const decision = await reject(card, { templateId: template.id })
    expect(decision.message).toBe(WANTED.hant)
    const seen = [WANTED.hant, toSimplified(WANTED.hant), WANTED.en]
    expect(await read(card.comment.id)).toEqual(seen)
    expect((await lead.send('DELETE', `/templates/${template.id}`)).status).toBe(204)
    expect(await read(card.comment.id)).toEqual(seen)
  })

  test('as the default is the notice of its category, and the product’s can still be chosen', async () => {
    const template = await add({ isDefault: true, hans: '请删去电话。' })
    expect(await adSpam('?lang=zh-Hans')).toMatchObject({ notice: '请删去电话。', templateId: template.id })
    const chosen = await claimHeld()
    expect((await reject(chosen)).message).toBe(WANTED.hant)
    const product = await claimHeld()
    const { message } = noticeFor('ad_spam', 'zh-Hant')
    expect((await reject(product, { templateId: null })).message).toBe(message)
    expect((await read(product.comment.id))[0]).toBe(message)
  })

  test('takes the place of the default before it, and of the one that it replaces', async () => {
    const first = await add({ isDefault: true })
    const second = await add({ isDefault: true, name: '另一個' })
    expect((await adSpam()).templateId).toBe(second.id)
    const body = { ...WANTED, hant: '新的句子。' }
    const replaced = TemplateView.parse(await (await lead.send('PUT', `/templates/${first.id}`, body)).json())
    expect(replaced.id).not.toBe(first.id)
    const { templates } = Templates.parse(await (await chenlan.send('GET', '/templates')).json())
    expect(new Set(templates.map(({ id, isDefault }) => `${id} ${isDefault}`))).toEqual(
      new Set([`${second.id} true`, `${replaced.id} false`]),
    )
    await refusal(await lead.send('PUT', `/templates/${first.id}`, body), 404, 'template_unknown')
    await refusal(await lead.send('DELETE', `/templates/${first.id}`), 404, 'template_unknown')
  })

  test('seen before it was replaced is still what the author reads', async () => {
    const template = await add()
    const card = await claimHeld()
    await lead.send('PUT', `/templates/${template.id}`, { ...WANTED, hant: '新的句子。' })
    expect((await reject(card, { templateId: template.id })).message).toBe(WANTED.hant)
  })

  test('of another category decides nothing', async () => {
    const template = await add({ category: 'abuse' })
    const { comment, lease } = await claimHeld()
    const body = { leaseToken: lease.token, kind: 'reject', category: 'ad_spam', templateId: template.id }
    const path = `/comments/${comment.id}/decisions`
    const { issues } = await refusal(await chenlan.send('POST', path, body), 400, 'invalid_request')
    expect(issues?.[0]?.path).toBe('templateId')
    const rows = await database.db.selectFrom('decision').select('id').where('comment_id', '=', comment.id).execute()
    expect(rows).toEqual([])
    await reject({ comment, lease } as Card)
  })

  test.each([
    [{ category: 'spam' }, 'category'],
    [{ hant: '' }, 'hant'],
    [{ en: 'x'.repeat(301) }, 'en'],
    [{ name: 'a\nb' }, 'name'],
  ])('with %j is refused', async (changes, path) => {
    const { issues } = await refusal(
      await lead.send('POST', '/templates', { ...WANTED, ...changes }),
      400,
      'invalid_request',
    )
    expect(issues?.map((issue) => issue.path)).toEqual([path])
    expect(await database.db.selectFrom('template').selectAll().execute()).toEqual([])
  })
})

describe('a macro', () => {
  const MACRO = { key: 'w', name: '加微信', kind: 'reject', category: 'ad_spam', note: '加微信' }
  const addMacro = (changes: object = {}) => lead.send('POST', '/macros', { ...MACRO, ...changes })
  const list = async () => Macros.parse(await (await chenlan.send('GET', '/macros')).json()).macros

  test('is there for everyone, with its wording, which it follows', async () => {
    const template = await add()
    const response = await addMacro({ templateId: template.id })
    expect(response.status).toBe(201)
    const macro = MacroView.parse(await response.json())
    expect(await list()).toEqual([macro])
    const replaced = TemplateView.parse(await (await lead.send('PUT', `/templates/${template.id}`, WANTED)).json())
    expect(await list()).toMatchObject([{ id: macro.id, templateId: replaced.id }])
    await lead.send('DELETE', `/templates/${replaced.id}`)
    expect(await list()).toMatchObject([{ id: macro.id, templateId: null }])
  })

  test('has a key of its own, which is free again when it is not in use any more', async () => {
    const macro = MacroView.parse(await (await addMacro()).json())
    await refusal(await addMacro({ name: '另一個' }), 409, 'macro_key_taken')
    const other = MacroView.parse(await (await addMacro({ key: 'x' })).json())
    await refusal(await lead.send('PUT', `/macros/${other.id}`, MACRO), 409, 'macro_key_taken')
    expect((await list()).map(({ id }) => id)).toEqual([macro.id, other.id])
    const replaced = await lead.send('PUT', `/macros/${macro.id}`, { ...MACRO, kind: 'publish', category: null })
    expect(MacroView.parse(await replaced.json())).toMatchObject({ key: 'w', kind: 'publish', category: null })
    expect((await lead.send('DELETE', `/macros/${other.id}`)).status).toBe(204)
    await refusal(await lead.send('DELETE', `/macros/${other.id}`), 404, 'macro_unknown')
    expect((await addMacro({ key: 'x' })).status).toBe(201)
  })

  test.each([
    [{ key: 'W' }, 'key'],
    [{ kind: 'publish' }, 'category'],
    [{ category: null }, 'category'],
    [{ templateId: '0198c0de-0000-7000-8000-000000000000' }, 'templateId'],
  ])('with %j is refused', async (changes, path) => {
    const { issues } = await refusal(await addMacro(changes), 400, 'invalid_request')
    expect(issues?.map((issue) => issue.path)).toEqual([path])
    expect(await list()).toEqual([])
  })
})

test('a moderator writes neither wordings nor macros', async () => {
  const template = await add()
  for (const [method, path, body] of [
    ['POST', '/templates', WANTED],
    ['PUT', `/templates/${template.id}`, WANTED],
    ['DELETE', `/templates/${template.id}`, undefined],
    ['POST', '/macros', { key: 'w', name: 'x', kind: 'publish', category: null }],
    ['DELETE', `/macros/${template.id}`, undefined],
  ] as const) {
    await refusal(await chenlan.send(method, path, body), 403, 'role_forbidden')
  }
  expect(Templates.parse(await (await chenlan.send('GET', '/templates')).json()).templates).toHaveLength(1)
})
