import { words } from '../../moderation/language.ts'

/** What the page without JavaScript says. */
export const PAGE_WORDS = {
  heading: words('網友評論', 'Comments'),
  count: words('{n} 條', '{n}'),
  empty: words('還沒有人評論。', 'No comments yet.'),
  unknown: words('找不到這一頁。請檢查網址。', 'There is no such page. Check the address.'),
  note: words('本網說明', 'From the editors'),
  staff: words('小編', 'Staff'),
  author: words('作者', 'Author'),
  ipRegion: words('IP 屬地 {region}', 'IP region: {region}'),
  likes: words('{n} 個讚', '{n} likes'),
  answers: words('回覆 {name}', 'Reply to {name}'),
  answersGone: words('回覆一條已不公開的評論', 'Reply to a comment that is no longer public'),
  removed: words('這條評論已刪除', 'This comment was removed'),
  withdrawn: words('作者已撤回這條評論', 'Its author withdrew this comment'),
  held: words('這條評論正在複核', 'This comment is being looked at again'),
  older: words('更早的評論', 'Older comments'),
  allReplies: words('全部 {n} 條回覆', 'All {n} replies'),
  moreReplies: words('更多回覆', 'More replies'),
  allComments: words('全部評論', 'All comments'),
} as const

/** What the page for the number of a report says. */
export const REPORT_WORDS = {
  title: words('舉報進度', 'Your report'),
  number: words('編號', 'Number'),
  look: words('查看', 'Look'),
  received: words('{at} 收到', 'Received {at}'),
  due: words('{at} 前答覆', 'An answer by {at}'),
  answered: words('{at} 答覆', 'Answered {at}'),
} as const
