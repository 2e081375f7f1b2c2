import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { byCode } from '../../src/screening/classifier/classes.ts'
import { storeCandidate } from '../../src/storage/models.ts'
import { listShadowOpinions, recordShadowOpinion } from '../../src/storage/shadow-opinions.ts'
import { createFactory, SITE, screened } from '../factory.ts'
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts'
import { smallModel } from '../small-model.ts'

const NONE = { accuracy: null, macroF1: null, auc: null, wronglyHeld: null, wronglyBlocked: null, missed: null }

const thought = (benign: number) => ({ benign, risk: byCode(() => 0) })

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase(2)
  await createFactory(database.db).site.insert()
})
afterAll(() => database.drop())

test('of a comment that was edited the opinion and the evidence of its last text count, and no earlier decision', async () => {
  const { db } = database
  const { model, file } = smallModel(-1)
  await storeCandidate(db, {
    site_id: SITE,
    version: model.version,
    file,
    base_version: 'linear-00000000',
    lexicon_version: 'lexicon-1',
    figures: { learnt: 300, leftOut: 0, compared: 0, candidate: NONE, base: NONE },
    trained_at: new Date(),
  })
  const at = new Date(Date.now() - 120_000)
  const { article, comment, moderator } = createFactory(db)
  await article.insert()
  const { id } = await comment.insert({ screening: screened('hold'), at })
  const asked = { siteId: SITE, commentId: id, modelVersion: model.version, mode: 'pre' } as const
  await recordShadowOpinion(db, { ...asked, opinion: thought(0.9), at })
  await db
    .insertInto('decision')
    .values({
      site_id: SITE,
      comment_id: id,
      id: uuidv7(),
      kind: 'publish',
      category: null,
      note: null,
      moderator_id: (await moderator.insert()).id,
      policy_version: null,
      decided_at: new Date(at.getTime() + 1000),
      queue: 'held',
      before: null,
      message: null,
      template_id: null,
      bulk_id: null,
    })
    .execute()
  const limits = { siteId: SITE, version: model.version, limit: 9 }
  expect(await listShadowOpinions(db, limits)).toMatchObject([{ opinion: { benign: 0.9 }, decision: 'publish' }])

  const editedAt = new Date(at.getTime() + 60_000)
  const { evidence } = screened('pass')
  await db.updateTable('comment').set({ edited_at: editedAt }).where('id', '=', id).execute()
  await db
    .insertInto('screening')
    .values({
      ...{ site_id: SITE, comment_id: id, id: uuidv7(), verdict: 'pass', category: null, screened_at: editedAt },
      risk: JSON.stringify({}),
      evidence: JSON.stringify({ ...evidence, lexiconVersion: 'lexicon-2' }),
    })
    .execute()
  await recordShadowOpinion(db, { ...asked, opinion: thought(0.2), at: editedAt })
  expect(await listShadowOpinions(db, limits)).toMatchObject([
    { opinion: { benign: 0.2 }, evidence: { lexiconVersion: 'lexicon-2' }, decision: null },
  ])
})
