/** What is said to who reports a comment. */
export const texts = {
  ask: '為什麼舉報這條？點選即送出，編輯會看。',
  sending: '正在送出，瀏覽器在算一道防機器人的題',
  done: '已收到，編號 {ticket}',
  promise: '{at} 前答覆。請記下編號。',
  look: '查看進度',
  page: '以後憑編號在這裡查',
  failed: '沒有送出，請稍後再試。',
  failedLook: '沒有載入，請稍後再試。',
  cancel: '取消',
  contacts: '違法和不良信息舉報',
  phone: '電話',
  email: '電郵',
  center: '國家舉報中心 12377',
}
