import { type CreditRecord, creditOf } from '../../moderation/credit.ts'
import { type Words, words } from '../../moderation/language.ts'
import type { RiskLevel } from '../../moderation/risk-level.ts'
import { effectOf, graverThan } from '../../moderation/sanction.ts'
import { sanctionNotice } from '../../moderation/sanction-notice.ts'
import type { Standing } from '../../moderation/standing.ts'
import type { Article } from '../../storage/articles.ts'
import type { Db } from '../../storage/database.ts'
import type { Reader } from '../../storage/readers.ts'
import { type HeldAgainst, listInForce, readCreditRecord } from '../../storage/sanctions.ts'
import { Refusal } from '../refusal.ts'

interface Asked {
  readonly siteId: string
  readonly reader: Reader | undefined
  /** The verified person behind the account, where the portal says so. */
  readonly person: Buffer | null
  readonly article: Article | undefined
  readonly at: Date
}

/** Refuses whoever may not write at all, and says why, for how long and how to appeal. */
export async function refuseSanctioned(db: Db, { siteId, reader, person, at }: Omit<Asked, 'article'>): Promise<void> {
  const sanctions = await listInForce(db, { siteId, readerId: reader?.id, person, at }, graverThan('hold'))
  const [refusing] = sanctions
  if (refusing) throw refusal(refusing, LIKE_REFUSED)
}

/** Reads what holds a comment for who writes it and where; refuses whoever may not write at all, and says for how long. */
export async function readStanding(db: Db, { siteId, reader, person, article, at }: Asked): Promise<Standing> {
  const riskLevel = article?.risk_level ?? 'normal'
  const [sanctions, record] = await Promise.all([
    listInForce(db, { siteId, readerId: reader?.id, person, at }, graverThan('none')),
    reader && readCreditRecord(db, { siteId, readerId: reader.id, at }),
  ])
  return standingOf({ sanctions, record, riskLevel })
}

interface Found {
  /** Those in force. */
  readonly sanctions: readonly HeldAgainst[]
  /** `undefined` for who has not written yet. */
  readonly record: CreditRecord | undefined
  readonly riskLevel: RiskLevel
}

/** Does what `readStanding` does with what was read already. */
export function standingOf({ sanctions, record, riskLevel }: Found): Standing {
  const refusing = sanctions.find(({ measure }) => effectOf(measure) === 'refuse')
  if (refusing) throw refusal(refusing, POST_REFUSED)
  const grade = record ? creditOf(record) : 'C'
  return { effect: sanctions.length > 0 ? 'hold' : 'none', grade, riskLevel }
}

function refusal(sanction: HeldAgainst, message: Words): Refusal {
  return new Refusal('reader_sanctioned', { message, parameters: { why: sanctionNotice(sanction) } })
}

const POST_REFUSED = words('這條沒有發出，也沒有保存。{why}', 'This was neither posted nor saved. {why}')
const LIKE_REFUSED = words('這個讚沒有記下。{why}', 'This like was not kept. {why}')
