import type { CategoryCode } from '../screening/taxonomy.ts'

/** What the author may do next, Traditional Chinese and English, for every category; the pledge items stand before it. */
export const NOTICE_TEXTS: Readonly<Record<CategoryCode, readonly [hant: string, en: string]>> = {
  constitution: ['這類內容依法不能發表。', 'The law does not allow this to be published.'],
  state_security: ['這類內容依法不能發表。', 'The law does not allow this to be published.'],
  state_honor: [
    '批評可以，損害國家榮譽和利益的話不能發表。改寫後可重發。',
    'Criticism is welcome; what harms the honour and interests of the state cannot be published. Rewrite it and post again.',
  ],
  martyrs: [
    '請勿歪曲、醜化英雄烈士。改寫後可重發。',
    'Please do not distort or mock those who gave their lives. Rewrite it and post again.',
  ],
  terror_extremism: ['這類內容依法不能發表。', 'The law does not allow this to be published.'],
  ethnic_hatred: [
    '請就事論事，不要針對某個民族。改寫後可重發。',
    'Please speak of the matter, not against an ethnic group. Rewrite it and post again.',
  ],
  region_hatred: [
    '請就事論事，不要針對某地的人或某個人群。改寫後可重發。',
    'Please speak of the matter, not against people of one place or group. Rewrite it and post again.',
  ],
  religion_cult: [
    '這裡不刊登宣揚邪教或封建迷信的內容。',
    'Nothing that spreads cults or superstition is published here.',
  ],
  rumor: [
    '這個說法沒有可靠的出處。附上權威來源，或改寫成提問後可重發。',
    'This claim has no reliable source. Add one, or turn it into a question, and post again.',
  ],
  disaster_remark: [
    '災難中有受難的人和家屬。換一種說法後可重發。',
    'There are victims and families behind a disaster. Put it differently and post again.',
  ],
  porn: [
    '這類內容依法不能發表，請刪去後再發。',
    'The law does not allow this to be published. Remove it and post again.',
  ],
  sexual_suggestive: ['刪去帶有性暗示的字句後可重發。', 'Remove the sexually suggestive words and post again.'],
  gambling: [
    '這裡不刊登賭博及其推廣。刪去相關字句後可重發。',
    'Gambling and its promotion are not published here. Remove those words and post again.',
  ],
  violence_crime: [
    '這裡不刊登渲染暴力或教唆犯罪的內容。改寫後可重發。',
    'What glorifies violence or incites crime is not published here. Rewrite it and post again.',
  ],
  gore: ['刪去血腥、驚悚的描寫後可重發。', 'Remove the gory or shocking details and post again.'],
  fraud: [
    '這段文字與常見的騙術相似。刪去招引的字句後可重發。',
    'This reads like a common scam. Remove what lures people and post again.',
  ],
  illegal_trade: [
    '這裡不刊登違禁品、管制物品的買賣信息。',
    'Trade in prohibited or controlled goods is not published here.',
  ],
  abuse: [
    '對事可以嚴厲，對人請留餘地。刪去罵人的字句後可重發。',
    'Be as hard as you like on the matter, and fair to people. Remove the insults and post again.',
  ],
  defamation: [
    '指名說人做了壞事，要有依據。附上可靠來源，或刪去後重發。',
    'An accusation against a named person needs proof. Add a reliable source, or remove it, and post again.',
  ],
  threat: [
    '恐嚇、威脅他人的話不能發表。刪去後可重發。',
    'Threats against anyone cannot be published. Remove them and post again.',
  ],
  doxxing: [
    '請勿尋找或公開他人的身份與行蹤。刪去後可重發。',
    'Please do not seek out or expose who or where someone is. Remove it and post again.',
  ],
  privacy: [
    '文中有電話、住址等個人信息。刪去後可重發。',
    'It contains personal information such as a phone number or an address. Remove it and post again.',
  ],
  minor_privacy: [
    '文中有未成年人的個人信息。刪去姓名、學校、照片等之後可重發。',
    'It contains personal information of a minor. Remove name, school or pictures and post again.',
  ],
  minor_harm: ['這些內容可能傷害未成年人，不能發表。', 'This may harm minors and cannot be published.'],
  cyberviolence: [
    '許多人一起指責一個人，會成為傷害。只談事情本身，改寫後可重發。',
    'Many voices against one person do harm. Speak only of the matter, and post again.',
  ],
  self_harm: [
    '如果你或身邊的人正難受，請撥打心理援助熱線 12356。引人傷害自己的話不能發表。',
    'If you or someone near you is in pain, call the helpline 12356. Words that lead people to hurt themselves cannot be published.',
  ],
  profanity: ['換掉髒話後可重發。', 'Replace the foul words and post again.'],
  vulgar: ['換掉低俗的字句後可重發。', 'Replace the vulgar words and post again.'],
  gossip: [
    '請勿炒作他人的緋聞、醜聞。談談文章本身，改寫後可重發。',
    'Please do not trade in scandal. Speak of the article and post again.',
  ],
  clickbait: [
    '請用平實的說法代替誇張的標題，改寫後可重發。',
    'Use plain words instead of an exaggerated headline, and post again.',
  ],
  ip_infringe: [
    '大段轉載他人作品要有許可。改為簡短引用並註明出處後可重發。',
    "Copying someone's work at length needs permission. Quote briefly, name the source, and post again.",
  ],
  ad_spam: ['刪去聯繫方式和招攬的字句後可重發。', 'Remove the contact details and the offer, and post again.'],
  foreign_script: [
    '請用中文（簡體、繁體皆可）寫，改寫後可重發。',
    'Please write in Chinese, Simplified or Traditional, and post again.',
  ],
  off_topic: [
    '與這篇文章無關。請發到相關的文章下，或改寫後重發。',
    'It is not about this article. Post it where it belongs, or rewrite it and post again.',
  ],
  meaningless: [
    '讀者看不出你想說什麼。寫成完整的句子後可重發。',
    'Readers cannot tell what you mean. Write a whole sentence and post again.',
  ],
  evasion: [
    '字符的拼法像是在避開審核。用平常的寫法改寫後可重發。',
    'The spelling looks made to slip past review. Write it the ordinary way and post again.',
  ],
  manipulation: [
    '請勿有組織地刷評、控評。用自己的話寫，可重發。',
    'Please do not take part in organised commenting. Write it in your own words and post again.',
  ],
  impersonation: [
    '請以自己的身份說話，不要冒用他人或機構的名義。',
    'Please speak as yourself, not in the name of another person or institution.',
  ],
  ai_unlabeled: [
    '請註明「由人工智能生成」，或用自己的話寫，之後可重發。',
    'Say that it was generated by AI, or write it in your own words, and post again.',
  ],
  incite_conflict: [
    '請不要挑動人群之間的對立。改寫後可重發。',
    'Please do not set groups of people against each other. Rewrite it and post again.',
  ],
  slop: [
    '相同或近似的評論已有許多。寫下你自己的看法，可重發。',
    'There are many comments like this one. Write what you yourself think and post again.',
  ],
  other_illegal: ['這類內容依法不能發表。', 'The law does not allow this to be published.'],
  other_bad: ['這段話不適合公開。改寫後可重發。', 'This is not fit to publish as it is. Rewrite it and post again.'],
}
