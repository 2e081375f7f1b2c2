import type { Screening } from './evidence.ts'
import { gather, type Parts } from './gather.ts'
import { createJudge } from './judge.ts'
import type { Lexicon } from './lexicon.ts'
import { type JudgedMatch, judgeEntries } from './match-entries.ts'
import { isClaimed } from './nickname/claims.ts'
import { NICKNAME_DETECTORS } from './nickname/detectors.ts'
import { NICKNAME_POLICY } from './nickname/policy.ts'
import { findOddShape } from './nickname/shape.ts'
import { siteNameDetector } from './nickname/site-name.ts'

/** Reads a nickname, and what it may not call itself on this site. */
export type ScreenNickname = (name: string, siteName?: string) => Screening

/**
 * Returns a screen for nicknames: the rules for comments from a lighter weight on, with half the weight for entries that
 * lack company, and rules of their own for contacts, offices and odd spellings. It never blocks; total over all strings.
 */
export function createNicknameScreen(
  { lexicon, segment }: Pick<Parts, 'lexicon' | 'segment'>,
  own: Lexicon,
): ScreenNickname {
  const parts: Parts = {
    lexicon,
    segment,
    policy: NICKNAME_POLICY,
    detectors: NICKNAME_DETECTORS,
    judgeEntries: (question) =>
      withoutTwins(
        judgeEntries(question).map(withLessCompany),
        judgeEntries({ ...question, lexicon: own }).map((match) => withClaim(match, question.normalized.text)),
      ),
  }
  // What the rules for comments say is in the evidence of the comment; what is left to name is the lists for names.
  const judge = createJudge({ ...parts, lexicon: own })
  // A service knows as many names of sites as it has sites.
  const bySite = new Map<string, Parts>([['', parts]])
  return (name, siteName = '') => {
    const onSite = bySite.get(siteName) ?? withSiteName(parts, siteName)
    bySite.set(siteName, onSite)
    const { hits, findings, opinion } = gather(name, onSite)
    return judge.screening({ hits, findings: [...findings, ...findOddShape(name)], opinion }, 'pre')
  }
}

function withSiteName(parts: Parts, siteName: string): Parts {
  return { ...parts, detectors: [...parts.detectors, siteNameDetector(siteName)] }
}

// A name has no room for company: what would need it in a comment says half as much alone.
const LONELY_SHARE = 0.5

function withLessCompany(match: JudgedMatch): JudgedMatch {
  return match.standing === 'alone' ? { ...match, weight: match.weight * LONELY_SHARE, standing: 'counts' } : match
}

/** Joins what the lists for comments and those for names found; of the same entry in the same place the heavier counts. */
function withoutTwins(all: readonly JudgedMatch[], own: readonly JudgedMatch[]): readonly JudgedMatch[] {
  const beats = (one: JudgedMatch, other: JudgedMatch): boolean =>
    one.standing === 'counts' &&
    one.start === other.start &&
    one.end === other.end &&
    one.entry.category === other.entry.category &&
    one.entry.pattern === other.entry.pattern
  const kept = own.filter((match) => !all.some((other) => beats(other, match) && other.weight >= match.weight))
  return [...all.filter((match) => !kept.some((other) => beats(other, match))), ...kept]
}

/** Lets an entry for nicknames count only where the name claims it for itself. */
function withClaim(match: JudgedMatch, text: string): JudgedMatch {
  if (match.standing !== 'counts') return match
  const { category } = match.entry
  return isClaimed(text, { category, start: match.start, end: match.end }) ? match : { ...match, standing: 'allowed' }
}
