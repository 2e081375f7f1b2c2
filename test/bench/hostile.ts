/** Texts of about 10,000 characters, each meant to make one part of the screen work harder than plain text does. */
export const PLAIN = '今天天氣很好我們一起去公園散步吧'.repeat(625)

export const HOSTILE: Readonly<Record<string, string>> = {
  'nested marks': `a${'\u0301\u0323\u0f71'.repeat(3333)}`,
  'emoji only': '😂'.repeat(5000),
  'pictures that are read aloud': '👻🐶🍺'.repeat(1666),
  'characters that expand': 'ﷺ㍿½'.repeat(3333),
  'alternating scripts': '賭а１🇻ᴠ'.repeat(1666),
  'separators between all': '赌*'.repeat(5000),
  'split characters': '亻故女子'.repeat(2500),
  pinyin: 'jiaweixin '.repeat(1000),
  'pinyin in one run': 'xianan'.repeat(1666),
  homophones: '佳薇欣家崴鑫'.repeat(1666),
  'look-alikes': '咖徽訫赌愽'.repeat(2000),
  'one entry after the other': '真人百家樂'.repeat(2000),
  'entries backwards': '乐家百人真'.repeat(2000),
}
