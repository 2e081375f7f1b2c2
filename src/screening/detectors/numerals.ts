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
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
}

// Four in a row or more, mixed with digits or not: 三一八 is a date, 一三九二六四 no word of any sentence.
const SPELLED = /[\d〇零洞一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖]{5,}/g

/** Writes long rows of Chinese numerals as digits, at the same length; other numerals stay words. */
export function spelledDigits(normalizedText: string): string {
  return normalizedText.replace(SPELLED, (row) => Array.from(row, (one) => NUMERALS[one] ?? one).join(''))
}
