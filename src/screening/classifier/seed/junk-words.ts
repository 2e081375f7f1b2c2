/** What all junk shares: how to be reached, and what is strewn over a sentence. */
export const JUNK_WORDS = {
  face: '/玫瑰 /呲牙 /笑哭 /握手 /可爱 [爱心] [玫瑰] [鼓掌] [色] [em]e{em}[/em] 🌹 ❤️ 🔥 💰 👉 ✅ 🎉 👇 💯 😘 ！ ！！ ~ 。 ， …',
  em: '100 113 128 160 178 400824 2004 10271',
  chat: '微信 薇信 威信 卫星 V信 v信 vx VX V 薇 加微 ＋V wx 徽信 绿泡泡 维信 扣扣 QQ qq 企鹅 🐧 Q 扣 飞机 电报 TG tg 纸飞机 WhatsApp line 微 威',
  reach:
    '{chat}{digits} {chat}:{digits} {chat}：{code} {chat}{code} 加{chat}{code} 加我{chat}{digits} {chat}号{code} ➕{chat}{digits} 添加{chat}：{code} 加群{digits} 进群{digits} Q群{digits} 群号{digits} 电话{digits} 手机{digits} 打{digits} 联系@{code}',
  come: '私聊 私我 私信 私信我 滴滴我 dd 滴我 加我 ➕我 +我 加好友 加 来 联系我 详聊 回1 扣6 留言 留个号 看主页 主页有 看简介 点头像 头像有 找我 找我聊 问我 想要的说 有兴趣聊 私戳 咨询我',
  link: 'http://{code}.top https://{code}.cc www.{code}.vip {code}.com {code}。top {code}点cc {code}.net/?i={digits} http://{code}.xyz/{code} {code}．me https://{code}.{code}.cn/{code} {code}.icu {code}.club {code}点vip {code}.live',
}
