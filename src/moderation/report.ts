import type { CategoryCode } from '../screening/taxonomy.ts'
import { type Words, words } from './language.ts'
import type { DecisionKind } from './life-cycle.ts'

interface ReportCategory {
  readonly code: CategoryCode
  /** As a reader would say it. */
  readonly name: Words
  /** Somebody may be in danger, or a minor is concerned: it goes before all other reports. */
  readonly isUrgent: boolean
}

// Somebody may come to harm meanwhile.
const URGENT: ReadonlySet<CategoryCode> = new Set(['threat', 'doxxing', 'minor_harm', 'self_harm'])

/** What a reader may report a comment for, in the order in which it is offered; the other codes are for moderators. */
export const REPORT_CATEGORIES: readonly ReportCategory[] = [
  offer('abuse', '罵人、侮辱', 'Insults someone'),
  offer('cyberviolence', '很多人圍攻一個人', 'Many people attacking one person'),
  offer('threat', '恐嚇、威脅', 'Threatens someone'),
  offer('doxxing', '曝光別人的隱私', 'Exposes private details'),
  offer('minor_harm', '傷害未成年人', 'Harms a minor'),
  offer('self_harm', '慫恿自殘或自殺', 'Encourages self-harm or suicide'),
  offer('region_hatred', '歧視地域或人群', 'Hatred of a region or a group of people'),
  offer('ethnic_hatred', '歧視民族', 'Hatred of an ethnic group'),
  offer('porn', '色情', 'Pornography'),
  offer('gambling', '賭博', 'Gambling'),
  offer('fraud', '詐騙', 'Fraud'),
  offer('illegal_trade', '買賣違禁品', 'Sells prohibited goods'),
  offer('ad_spam', '廣告', 'Advertising'),
  offer('rumor', '謠言、假消息', 'Rumour or false information'),
  offer('violence_crime', '暴力、教唆犯罪', 'Violence or inciting crime'),
  offer('impersonation', '冒充他人或機構', 'Pretends to be someone else'),
  offer('ip_infringe', '抄襲、侵權', 'Copied from somebody else'),
  offer('off_topic', '與文章無關', 'Nothing to do with the article'),
  offer('meaningless', '看不懂、亂碼', 'Makes no sense'),
  offer('other_illegal', '其他違法內容', 'Otherwise unlawful'),
  offer('other_bad', '其他不妥', 'Something else is wrong'),
]

function offer(code: CategoryCode, hant: string, en: string): ReportCategory {
  return { code, name: words(hant, en), isUrgent: URGENT.has(code) }
}

/** Returns the row of a code that readers may choose, or `undefined` for any other word. */
export function findReportCategory(code: string): ReportCategory | undefined {
  return REPORT_CATEGORIES.find((category) => category.code === code)
}

/** How a report stands: `withdrawn` where the author took the comment back before anybody decided. */
export type ReportStatus = 'open' | 'upheld' | 'not_upheld' | 'withdrawn'

/** Returns what became of a report: it was upheld where the decision that answered it took the comment from the public. */
export function reportStatus(answeredAt: Date | null, decision: DecisionKind | null): ReportStatus {
  if (answeredAt === null) return 'open'
  if (decision === null) return 'withdrawn'
  return decision === 'remove' || decision === 'reject' ? 'upheld' : 'not_upheld'
}

/** What a reporter is told. */
export const REPORT_ANSWERS: Readonly<Record<ReportStatus, Words>> = {
  open: words('編輯還沒看過，看過後這裡會寫明結果。', 'An editor has yet to look at it; the result will stand here.'),
  upheld: words(
    '編輯看過，已移除這條評論。謝謝你指出來。',
    'An editor has removed the comment. Thank you for telling us.',
  ),
  not_upheld: words('編輯看過，這條評論可以保留。', 'An editor has looked at it: the comment may stay.'),
  withdrawn: words('作者已自行撤回這條評論。', 'Its author has withdrawn the comment.'),
}
