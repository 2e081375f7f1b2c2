import type { Screening } from './evidence.ts'
import { gather, type Parts } from './gather.ts'
import { createJudge } from './judge.ts'
import type { Lexicon } from './lexicon.ts'
import { type JudgedMatch, judgeEntries } from './match-entries.ts'
import { NICKNAME_DETECTORS, siteNameDetector } from './nickname/detectors.ts'
import { NICKNAME_POLICY } from './nickname/policy.ts'
import { findOddShape } from './nickname/shape.ts'

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
    judgeEntries: (question) => [
      ...judgeEntries(question).map(withLessCompany),
      ...judgeEntries({ ...question, lexicon: own }).map((match) => withClaim(match, question.normalized.text)),
    ],
  }
  const judge = createJudge(parts)
  // A service knows as many names of sites as it has sites.
  const bySite = new Map<string, Parts>([['', parts]])
  return (name, siteName = '') => {
    const onSite = bySite.get(siteName) ?? withSiteName(parts, siteName)
    bySite.set(siteName, onSite)
    const { hits, findings } = gather(name, onSite)
    return judge.screening({ hits, findings: [...findings, ...findOddShape(name)] }, 'pre')
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

// 記者的貓, 小編加油, 客服都是機器人: somebody speaks of the office.
const SPOKEN_OF =
  /^(?:的|都|加油|辛苦|别|真|好[烦慢难坑坏]|你好|太|不|是|也|讨厌|在哪|去哪|爸|妈|老公|老婆|他|她|粉|快来|在吗|呢|吗|路|街|桥|村|证|节|门口|对面|旁|隔壁|退休|吐槽|认证|再见|素材|家属)/
// 不是記者, 想當記者, 相信警方: or denies it, or wishes for it, or calls for it.
const DISCLAIMED =
  /(?:不是|非|反|不|未来的?|想[当做]|要[当做]|想成为|梦想|假|伪|前|等|找|问|讨厌|喜欢|爱|怕|追|相信|支持|感谢|致敬|看|骂|呼叫|路人|图书|仓库|仓管|库房|宿舍|货物|物业|退休)$/

/** Lets an office count only where the name claims to hold it. */
function withClaim(match: JudgedMatch, text: string): JudgedMatch {
  if (match.entry.category !== 'impersonation' || match.standing !== 'counts') return match
  const isClaimed = !SPOKEN_OF.test(text.slice(match.end)) && !DISCLAIMED.test(text.slice(0, match.start))
  return isClaimed ? match : { ...match, standing: 'allowed' }
}
