// Pairs of frequent characters, Traditional first, of which each script writes only its own. Few: a comment has many.
const PAIRS =
  '這这個个們们來来時时說说國国會会過过還还對对發发經经現现樣样沒没開开關关點点業业動动長长間间問问題题實实學学見见應应當当員员機机車车電电話话給给讓让頭头結结該该報报區区縣县農农廠厂聽听買买費费財财線线無无為为與与從从東东設设計计論论評评許许語语請请謝谢認认識识錢钱門门際际難难類类馬马體体'

/** The script that most of the telling characters belong to; `undefined` when none tells, or as many tell one as the other. */
export function detectScript(text: string): 'zh-Hant' | 'zh-Hans' | undefined {
  let balance = 0
  for (const character of text) {
    const at = PAIRS.indexOf(character)
    if (at >= 0) balance += at % 2 === 0 ? 1 : -1
  }
  if (balance === 0) return undefined
  return balance > 0 ? 'zh-Hant' : 'zh-Hans'
}
