import type { zhHantCare } from './zh-hant.ts'

export const zhHansCare: Readonly<Record<keyof typeof zhHantCare, string>> = {
  'care.title': '照顾自己',
  'care.blur': '遮住血腥与色情内容',
  'care.blur.help': '原文先模糊，按 H 才显示。',
  'care.break': '连续工作提醒',
  'care.break.off': '不提醒',
  'care.break.minutes': '{count} 分钟',
  'care.break.due': '你已连续工作 {count} 分钟。看看远处，歇一会儿。',
  'care.break.dismiss': '知道了',
  'veil.hidden': '可能含{categories}，先遮住',
  'veil.show': '显示',
  'veil.hide': '再遮住',
  'veil.first': '还没看过原文，不能通过。原文已显示，看过再按一次。',
  'help.veil': '显示或遮住敏感内容',
}
