import { createHash } from 'node:crypto'
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import type { Role } from '../src/moderation/rights.ts'
import type { Screening } from '../src/screening/evidence.ts'
import { ensureArticle } from '../src/storage/articles.ts'
import type { Db } from '../src/storage/database.ts'
import { createModerator } from '../src/storage/moderators.ts'
import type { Comment, NewComment } from '../src/storage/new-comment.ts'
import { ensureReader } from '../src/storage/readers.ts'
import { recordComment } from '../src/storage/record-comment.ts'
import { ensureSite } from '../src/storage/sites.ts'

export const SITE = 'demo'
export const ARTICLE = 'guanxian-2023-08-23'

/** Rows for tests: every property has a default, and comments come with their screening, decision and events. */
export function createFactory(db: Db) {
  return {
    site: {
      insert: ({ id = SITE, name = '冠縣新聞', origins = ['https://news.example'], readerTokenSecret = SECRET } = {}) =>
        ensureSite(db, { id, name, origins, readerTokenSecret }),
    },
    article: {
      insert: ({
        siteId = SITE,
        id = ARTICLE,
        title = '公交開到家門口' as string | null,
        url = 'https://news.example/1' as string | null,
      } = {}) => ensureArticle(db, { siteId, id, title, url }),
    },
    reader: {
      insert: ({ siteId = SITE, subject = uuidv4(), displayName = '冠縣網友' } = {}) =>
        ensureReader(db, { siteId, identity: createHash('sha256').update(subject).digest(), displayName }),
    },
    moderator: {
      insert: async ({
        siteId = SITE,
        username = `m-${uuidv4()}`,
        displayName = '王編輯',
        role = 'moderator' as Role,
        passwordHash = 'no password has this hash',
        isOneTime = false,
      } = {}) => {
        const created = await createModerator(db, {
          siteId,
          id: uuidv7(),
          username,
          displayName,
          role,
          passwordHash,
          isOneTime,
        })
        if (created.outcome !== 'created') throw new Error(created.outcome)
        return created.moderator
      },
    },
    comment: {
      /** Needs a `readerId` of the site, or inserts a reader; `screening` decides its status. */
      insert: async (wanted: Partial<NewComment> = {}): Promise<Comment> => {
        const readerId =
          wanted.readerId ?? (await createFactory(db).reader.insert({ siteId: wanted.siteId ?? SITE })).id
        const recorded = await recordComment(db, newComment({ ...wanted, readerId }))
        if (recorded.outcome !== 'recorded') throw new Error(recorded.outcome)
        return recorded.comment
      },
    },
  }
}

const SECRET = 'a secret of thirty-two characters'

export function newComment(wanted: Partial<NewComment> & Pick<NewComment, 'readerId'>): NewComment {
  return {
    siteId: SITE,
    commentId: uuidv7(),
    articleId: ARTICLE,
    displayName: '冠縣網友',
    text: '更盼著公交也能通到開發區。',
    addressSealed: null,
    at: new Date(),
    screening: screened('hold'),
    screeningId: uuidv7(),
    lately: 0,
    decisionId: uuidv7(),
    idempotency: null,
    keys: [],
    ...wanted,
  }
}

/** What the machine says of a text; `hold` and `block` suspect advertising. */
export function screened(verdict: Screening['verdict'], changes: Partial<Screening> = {}): Screening {
  return {
    verdict,
    category: verdict === 'pass' ? null : 'ad_spam',
    risk: verdict === 'pass' ? {} : { ad_spam: 0.7 },
    evidence: {
      hits:
        verdict === 'pass'
          ? []
          : [
              {
                rule: 'detector:contact',
                entry: null,
                category: 'ad_spam',
                start: 0,
                end: 1,
                text: '更',
                weight: 0.7,
                folds: [],
              },
            ],
      findings: [],
      lexiconVersion: 'lexicon-1',
      policyVersion: 'policy-1',
      modelVersion: null,
      opinion: null,
    },
    ...changes,
  }
}
