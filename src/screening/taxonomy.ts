/** How grave a category is: `I` illegal (block, keep, report), `B` bad (hold or reject), `S` a rule of the site. */
export type CategoryClass = 'I' | 'B' | 'S'

interface CategoryRow {
  readonly class: CategoryClass
  readonly hant: string
  readonly en: string
  /** Items of the 跟帖評論自律管理承諾書 (1 to 18) on which a refusal rests; empty where only other rules apply. */
  readonly pledge: readonly number[]
}

/**
 * The 45 category codes, in the order of the taxonomy. Where the taxonomy gives two classes, the graver stands here.
 * Sources: pledge of 2014-11-06, 网络信息内容生态治理规定 (2020) articles 6 and 7.
 */
export const TAXONOMY = {
  constitution: { class: 'I', hant: '反對憲法基本原則', en: 'Against constitutional principles', pledge: [1] },
  state_security: { class: 'I', hant: '危害國家安全', en: 'Endangers state security', pledge: [2] },
  state_honor: { class: 'I', hant: '損害國家榮譽和利益', en: 'Harms state honour and interests', pledge: [3] },
  martyrs: { class: 'I', hant: '歪曲醜化英雄烈士', en: 'Defames heroes and martyrs', pledge: [] },
  terror_extremism: { class: 'I', hant: '恐怖主義、極端主義', en: 'Terrorism or extremism', pledge: [8] },
  ethnic_hatred: { class: 'I', hant: '民族仇恨、民族歧視', en: 'Ethnic hatred', pledge: [4] },
  region_hatred: { class: 'B', hant: '地域或人群歧視', en: 'Regional or group discrimination', pledge: [5] },
  religion_cult: { class: 'I', hant: '邪教、封建迷信', en: 'Cults or superstition', pledge: [6] },
  rumor: { class: 'I', hant: '散布謠言', en: 'Rumour', pledge: [7] },
  disaster_remark: { class: 'B', hant: '不當評述災難', en: 'Improper remark on a disaster', pledge: [] },
  porn: { class: 'I', hant: '淫穢色情', en: 'Pornography', pledge: [8] },
  sexual_suggestive: { class: 'B', hant: '性暗示', en: 'Sexual suggestion', pledge: [] },
  gambling: { class: 'I', hant: '賭博', en: 'Gambling', pledge: [8] },
  violence_crime: { class: 'I', hant: '暴力凶殺、教唆犯罪', en: 'Violence or inciting crime', pledge: [8] },
  gore: { class: 'B', hant: '血腥驚悚', en: 'Gore', pledge: [] },
  fraud: { class: 'I', hant: '詐騙', en: 'Fraud', pledge: [18] },
  illegal_trade: { class: 'I', hant: '違禁品、管制物品', en: 'Prohibited goods', pledge: [18] },
  abuse: { class: 'I', hant: '侮辱謾罵', en: 'Insult', pledge: [9] },
  defamation: { class: 'I', hant: '誹謗', en: 'Defamation', pledge: [9] },
  threat: { class: 'I', hant: '暴力恐嚇、威脅', en: 'Threat', pledge: [10] },
  doxxing: { class: 'I', hant: '人肉搜索', en: 'Doxxing', pledge: [10] },
  privacy: { class: 'I', hant: '洩露個人信息', en: 'Personal information', pledge: [10, 11] },
  minor_privacy: { class: 'I', hant: '洩露未成年人隱私', en: "A minor's privacy", pledge: [11] },
  minor_harm: { class: 'I', hant: '危害未成年人身心健康', en: 'Harm to minors', pledge: [] },
  cyberviolence: { class: 'I', hant: '網絡暴力、集中攻擊個人', en: 'Pile-on or bullying', pledge: [] },
  self_harm: { class: 'I', hant: '引誘自殘自殺', en: 'Inducing self-harm', pledge: [] },
  profanity: { class: 'S', hant: '污言穢語', en: 'Foul language', pledge: [12] },
  vulgar: { class: 'B', hant: '低俗、庸俗、媚俗', en: 'Vulgarity', pledge: [] },
  gossip: { class: 'B', hant: '炒作緋聞、醜聞', en: 'Scandal hype', pledge: [] },
  clickbait: { class: 'B', hant: '誇張標題', en: 'Exaggerated headline', pledge: [] },
  ip_infringe: { class: 'S', hant: '侵犯知識產權', en: 'Infringes intellectual property', pledge: [13] },
  ad_spam: { class: 'S', hant: '商業廣告或招攬', en: 'Advertising or solicitation', pledge: [14] },
  foreign_script: { class: 'S', hant: '使用非常用語言文字', en: "Not in the site's languages", pledge: [15] },
  off_topic: { class: 'S', hant: '與評論信息無關', en: 'Off topic', pledge: [16] },
  meaningless: { class: 'S', hant: '毫無意義', en: 'Meaningless', pledge: [17] },
  evasion: { class: 'S', hant: '刻意組合字符逃避審核', en: 'Evades review', pledge: [17] },
  manipulation: { class: 'I', hant: '刷量控評', en: 'Brigading or manipulation', pledge: [] },
  impersonation: { class: 'I', hant: '冒用他人或機構名義', en: 'Impersonation', pledge: [] },
  ai_unlabeled: { class: 'B', hant: '未標識的生成合成內容', en: 'Unlabelled synthetic content', pledge: [] },
  incite_conflict: { class: 'B', hant: '挑動群體對立', en: 'Incites group conflict', pledge: [] },
  slop: { class: 'S', hant: '批量同質內容', en: 'Mass-produced duplicates', pledge: [17] },
  other_illegal: { class: 'I', hant: '法律法規禁止的其他內容', en: 'Otherwise prohibited by law', pledge: [18] },
  other_bad: { class: 'B', hant: '其他不良內容', en: 'Otherwise bad influence', pledge: [] },
} as const satisfies Record<string, CategoryRow>

/** One of the category codes carried by every entry, rule, decision and report. */
export type CategoryCode = keyof typeof TAXONOMY

/** Lists every category code once, in the order of the taxonomy. */
export const CATEGORY_CODES: readonly CategoryCode[] = Object.keys(TAXONOMY).filter(isCategoryCode)

/** Tells whether `value` is one of the taxonomy's codes. */
export function isCategoryCode(value: string): value is CategoryCode {
  return Object.hasOwn(TAXONOMY, value)
}

/** Returns the row of a code: its class, its names and the pledge items it rests on. */
export function categoryRow(code: CategoryCode): CategoryRow {
  return TAXONOMY[code]
}
