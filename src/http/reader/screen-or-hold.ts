import { isDeepStrictEqual } from 'node:util'
import type { Logger } from 'pino'
import type { Finding, Screening } from '../../screening/evidence.ts'
import { nicknameFindings } from '../../screening/nickname/findings.ts'
import type { ArticleMode } from '../../screening/policy.ts'
import type { Screener } from '../../screening/screen.ts'
import { findClearedName } from '../../storage/cleared-names.ts'
import type { Db } from '../../storage/database.ts'
import type { SiteScreeners } from '../site-screeners.ts'

interface Screened {
  readonly db: Db
  readonly screeners: SiteScreeners
  readonly log: Logger
}

interface Written {
  readonly text: string
  /** Shown beside the text, so that it is read before it is shown as well. */
  readonly displayName: string
  /** Under which article, and on whose site. */
  readonly mode: ArticleMode
  readonly site: { readonly id: string; readonly name: string }
  /** `undefined` for a reader who has written nothing yet. */
  readonly readerId: string | undefined
  /** Whether the portal vouches for the name, as for its staff's, who may well call themselves 記者 or 小編. */
  readonly isNameVouched: boolean
}

/**
 * Screens a text and the name beside it, each by its own rules. A name that would not pass holds a comment that would,
 * since it is the person who must choose another; not so once a moderator has published a comment of the same reader
 * beside that name, for as long as the rules find in it what they found then. Whatever breaks on the way, the comment is
 * held: never published unread, never lost.
 */
export async function screenOrHold({ db, screeners, log }: Screened, written: Written): Promise<Screening> {
  const { text, displayName, mode, site, isNameVouched } = written
  const screener = screeners.of(site.id)
  try {
    const screening = screener.screen(text, mode)
    if (isNameVouched) return screening
    const name = screener.screenNickname(displayName, site.name)
    if (name.verdict === 'pass') return screening
    const findings = nicknameFindings(displayName, name)
    return (await isCleared(db, written, findings)) ? screening : withFindings(screening, name, findings)
  } catch (error) {
    log.error({ err: error }, 'screening failed, the comment is held')
    return heldUnscreened(screener)
  }
}

async function isCleared(db: Db, { site, readerId, displayName }: Written, findings: readonly Finding[]) {
  if (readerId === undefined) return false
  const cleared = await findClearedName(db, { siteId: site.id, readerId, displayName })
  return isDeepStrictEqual(cleared, findings)
}

function withFindings(screening: Screening, name: Screening, findings: readonly Finding[]): Screening {
  return {
    ...screening,
    verdict: screening.verdict === 'pass' ? 'hold' : screening.verdict,
    category: screening.category ?? name.category,
    evidence: { ...screening.evidence, findings: [...screening.evidence.findings, ...findings] },
  }
}

function heldUnscreened({ lexiconVersion, policyVersion, modelVersion }: Screener): Screening {
  const finding = { rule: 'failed:screener', category: null, weight: 0, detail: {} }
  return {
    verdict: 'hold',
    category: null,
    risk: {},
    evidence: { hits: [], findings: [finding], lexiconVersion, policyVersion, modelVersion, opinion: null },
  }
}
