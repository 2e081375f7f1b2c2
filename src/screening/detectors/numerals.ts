const NUMERALS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  洞: '0',
  一: '1',
  壹: '1',
  幺: '1',
  二: '2',
  贰: '2',
  两: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  拐: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  勾: '9',
  玖: '9',
}

// Of every unit: the digit that it is or stands for, plus one; zero for all others.
const digitOf = new Uint8Array(0x10000)
for (const [written, digit] of Object.entries(NUMERALS)) digitOf[written.charCodeAt(0)] = Number(digit) + 1
for (let digit = 0; digit < 10; digit += 1) digitOf[0x30 + digit] = digit + 1

// Spoken for 7 and 9 on the radio, and words of their own elsewhere: 「1998勾起回憶」.
const SPOKEN = '拐勾'

// Mixed with digits or not: 三一八 is a date, 一三九二六四 no word of any sentence.
const SHORTEST_ROW = 5

// A dozen detectors ask for the same text, one after the other.
let latest = { text: '', spelled: '' }

/** Writes rows of five Chinese numerals and digits or more as digits, at the same length; other numerals stay words. */
export function spelledDigits(normalizedText: string): string {
  if (latest.text !== normalizedText) latest = { text: normalizedText, spelled: spell(normalizedText) }
  return latest.spelled
}

function spell(text: string): string {
  let spelled = ''
  let copied = 0
  for (let at = 0; at < text.length; at += 1) {
    const from = at
    let numerals = 0
    while (isNumeral(text, at)) {
      if (text.charCodeAt(at) > 0x39) numerals += 1
      at += 1
    }
    if (numerals === 0 || at - from < SHORTEST_ROW) continue
    spelled += text.slice(copied, from)
    for (let unit = from; unit < at; unit += 1) spelled += String((digitOf[text.charCodeAt(unit)] ?? 1) - 1)
    copied = at
  }
  return copied === 0 ? text : spelled + text.slice(copied)
}

function isNumeral(text: string, at: number): boolean {
  if ((digitOf[text.charCodeAt(at)] ?? 0) === 0) return false
  if (!SPOKEN.includes(text.charAt(at))) return true
  const opensRow = isNoWord(text, at - 1) || (isPlain(text, at + 1) && isPlain(text, at + 2))
  return opensRow && isNoWord(text, at + 1)
}

function isPlain(text: string, at: number): boolean {
  return (digitOf[text.charCodeAt(at)] ?? 0) > 0 && !SPOKEN.includes(text.charAt(at))
}

/** Tells whether what stands there is a digit, a numeral, or no Han at all, so that no word can reach across it. */
function isNoWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return !(unit >= 0x3400 && unit <= 0x9fff) || (digitOf[unit] ?? 0) > 0
}

/** Writes every Chinese numeral as a digit, at the same length, wherever it stands. */
export function readNumerals(text: string): string {
  return text.replace(/\p{Script=Han}|〇/gu, (one) => NUMERALS[one] ?? one)
}
