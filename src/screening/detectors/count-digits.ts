// The numerals that telephone and identity numbers are spelled with.
const NUMERALS = '〇零洞一壹幺二贰两三叁四肆五伍六陆七拐柒八捌九勾玖'

const isDigit = new Uint8Array(0x10000)
for (const digit of `0123456789${NUMERALS}`) isDigit[digit.charCodeAt(0)] = 1

// Half a dozen detectors ask for the same text, one after the other.
let latest = { text: '', digits: 0 }

/** Counts the digits and Chinese numerals of a normalized text: one look at each unit, before any pattern is tried. */
export function countDigits(text: string): number {
  if (latest.text !== text) latest = { text, digits: count(text) }
  return latest.digits
}

function count(text: string): number {
  let digits = 0
  for (let at = 0; at < text.length; at += 1) digits += isDigit[text.charCodeAt(at)] ?? 0
  return digits
}
