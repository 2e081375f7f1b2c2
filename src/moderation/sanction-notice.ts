import { type Words, words } from './language.ts'
import { categoryName } from './notice.ts'
import { measureName, type Sanction, type SanctionMeasure } from './sanction.ts'
import { siteTime } from './time-zone.ts'

interface Noted extends Pick<Sanction, 'measure' | 'category' | 'until'> {
  /** As the moderator wrote it, in the language in which they did. */
  readonly reason: string
}

/** Returns what the reader is told of a measure: which, for what, until when, and how to appeal. */
export function sanctionNotice({ measure, category, until, reason }: Noted): Words {
  const kind = categoryName(category)
  const end = until && siteTime(until).slice(0, 16)
  const [hant, en] = DOES[measure]
  const termHant = end === null ? '' : `到 ${end}（北京時間）為止。`
  const termEn = end === null ? '' : ` Until ${end}, Beijing time.`
  return words(
    `${measureName(measure)['zh-Hant']}（${kind['zh-Hant']}）：${reason}${isEnded(reason) ? '' : '。'}${hant}${termHant}${APPEAL['zh-Hant']}`,
    `${measureName(measure).en} (${kind.en}): ${reason}${isEnded(reason) ? '' : '.'} ${en}${termEn} ${APPEAL.en}`,
  )
}

const DOES: Readonly<Record<SanctionMeasure, readonly [hant: string, en: string]>> = {
  warn: ['再有同類情形，帳號會受限制。', 'If it happens again, your account will be limited.'],
  limit: ['你的評論先由編輯看過才公開。', 'An editor reads your comments before they are published.'],
  suspend: ['期間不能發表評論，仍可閱讀。', 'You cannot post comments meanwhile; you can still read them.'],
  close: ['這個帳號不能再發表評論。', 'This account can no longer post comments.'],
  forbid: ['你不能再以任何帳號發表評論。', 'You can no longer post comments under any account.'],
}

const APPEAL = words(
  '不同意的話，可在自己的評論下對所依據的那條申訴，由另一位審核員複核，或向本站編輯部反映。',
  'If you disagree, appeal the decision on the comment that it rests on, which another moderator will look at, or write to the editors of this site.',
)

function isEnded(reason: string): boolean {
  return /[。！？.!?]$/.test(reason)
}
