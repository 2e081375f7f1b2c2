import type { ReportTexts } from './report-texts.ts'

export const texts: ReportTexts = {
  ask: '为什么举报这条？点选即送出，编辑会看。',
  sending: '正在送出，浏览器在算一道防机器人的题',
  done: '已收到，编号 {ticket}',
  promise: '{at} 前答复。请记下编号。',
  look: '查看进度',
  page: '以后凭编号在这里查',
  failed: '没有送出，请稍后再试。',
  failedLook: '没有加载，请稍后再试。',
  cancel: '取消',
  contacts: '违法和不良信息举报',
  phone: '电话',
  email: '邮箱',
  center: '国家举报中心 12377',
}
