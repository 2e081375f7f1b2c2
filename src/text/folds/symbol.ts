import type { CharacterFold } from './fold.ts'

/** Pictures that are read aloud as the character beside them, or as a word that sounds the same. */
const SPOKEN: Readonly<Record<string, string>> = {
  '➕': '+',
  '✚': '+',
  '✛': '+',
  '✜': '+',
  '🐧': '企鹅',
  '🛰': '卫星',
  '🍠': '薯',
  '💰': '钱',
  '💴': '钱',
  '💵': '钱',
  '🧧': '红包',
  '🐔': '鸡',
  '🐓': '鸡',
  '🐮': '牛',
  '🐂': '牛',
  '🐴': '马',
  '🐎': '马',
  '🐶': '狗',
  '🐕': '狗',
  '🐉': '龙',
  '🐲': '龙',
  '🐯': '虎',
  '🐅': '虎',
  '🍚': '饭',
  '🚗': '车',
  '🚀': '火箭',
  '🌽': '玉米',
  '🌶': '辣椒',
  '💩': '屎',
  '🔞': '18禁',
  '🛩': '飞机',
  '✈': '飞机',
}

/** Reads a picture as the word it stands for: ➕ as plus, 🐧 as QQ's penguin, 🐴 as 马. */
export const symbol: CharacterFold = {
  name: 'symbol',
  fold: (character) => (Object.hasOwn(SPOKEN, character) ? (SPOKEN[character] ?? character) : character),
  examples: [
    ['➕', '+'],
    ['🐧', '企鹅'],
    ['🍠', '薯'],
    ['😂', '😂'],
  ],
}
