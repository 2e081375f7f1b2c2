/** What spares moderators: words over hidden text, and the reminder of a break. */
export const zhHantCare = {
  'care.title': '照顧自己',
  'care.blur': '遮住血腥與色情內容',
  'care.blur.help': '原文先模糊，按 H 才顯示。',
  'care.break': '連續工作提醒',
  'care.break.off': '不提醒',
  'care.break.minutes': '{count} 分鐘',
  'care.break.due': '你已連續工作 {count} 分鐘。看看遠處，歇一會兒。',
  'care.break.dismiss': '知道了',
  'veil.hidden': '可能含{categories}，先遮住',
  'veil.show': '顯示',
  'veil.hide': '再遮住',
  'veil.first': '還沒看過原文，不能通過。原文已顯示，看過再按一次。',
  'help.veil': '顯示或遮住敏感內容',
} as const
