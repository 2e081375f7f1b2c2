/** What all junk shares: how to be reached, and what is strewn over a sentence. */
export const JUNK_WORDS = {
  face: '/玫瑰 /汪汪 /爱心 /呲牙 /笑哭 /期待 /握手 /可爱 [doge] [害羞R] [玫瑰] [爱心] [em]e{em}[/em] [em]e{em}[/em] 🌹 ❤️ 🔥 💰 👉 ✅ 🎉 ！ ~ 。 ，',
  em: '163 400198 7215 400832 166 10264 400417 1000057 183 400905',
  chat: '微信 薇信 威信 卫星 V信 v信 vx VX V 薇 ➕微 加微 ＋V wx 微x 徽信 绿泡泡 维信 ❤️信 扣扣 QQ qq 企鹅 🐧 Q 扣 飞机 电报 TG tg 纸飞机',
  reach:
    '{chat}{digits} {chat}:{digits} {chat}：{code} {chat}{code} 加{chat}{code} 加我{chat}{digits} {chat}号{code} ➕{chat}{digits} 伽{chat}：{code} 加群{digits} 进群{digits} Q群{digits} 裙{digits} 群号{digits}',
  come: '私聊 私我 思我 丝我 私信我 滴滴 dd我 滴我 加我 ➕我 +我 伽我 加 ➕ 来 私 联系我 联系 扣1 评论区扣1 留下联系方式 看主页 看我资料 看简介 戳头像 点头像 主页有 看空间 call我 踢我 找我',
  link: 'http://{code}.top https://{code}.cc www.{code}.vip {code}.com {code}。top {code}点cc {code}.net/?i={digits} http://{code}.xyz/{code} {code}．me https://{code}.{code}.cn/{code} {code}.icu',
}
