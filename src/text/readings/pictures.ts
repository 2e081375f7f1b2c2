// Each picture with the Han character that readers say for it; several pictures may stand for one.
const PICTURES =
  '👻鬼 ⌚表 ⌛沙 ⏳沙 🍺逼 🍻逼 💀死 ☠死 🐷猪 🐖猪 🐽猪 ➗除 🔥火 🧠脑 📏尺 🐰兔 🐇兔 🦵腿 👅舔 👄嘴 👋拜 👌好 👍赞 🔟十 🆕新 ❤心 ♥心 🧡心 💛心 ' +
  '💚心 💙心 💜心 🖤心 💔心 🐢龟 🦐虾 🦀蟹 🐟鱼 🐑羊 🐏羊 🐐羊 🐍蛇 🐭鼠 🐒猴 🐵猴 🐱猫 🐈猫 🐻熊 🐺狼 🦊狐 🐝蜂 🐛虫 🦟蚊 🕷蛛 🦆鸭 🦢鹅 🥚蛋 🍳蛋 🍵茶 🍑桃 ' +
  '🍌蕉 🍐梨 🍎苹 🍇葡 🍉瓜 🍬糖 🍚饭 🍜面 🍞包 👜包 🎒包 🔫枪 🔪刀 🗡剑 💣炸 🏠家 🏡家 🚪门 🛏床 🚌车 🚕车 🚢船 ⛵船 📱机 📞电 ⚡电 💻电 📷拍 🎥播 📺视 👁看 👀看 ' +
  '👃鼻 👂听 🖐手 ✋手 👊拳 🤛拳 🦶足 👣脚 🩸血 💊药 💉针 🚬烟 🌿草 ☘草 🌱草 🌸花 🌹花 🌲树 🌳树 🪵木 ⭐星 🌟星 🌙月 ☀日 🌞日 💧水 💦水 🌊海 ❄冰 🧊冰 ⛰山 🗻山 🚩旗 🎁礼 ' +
  '🎲赌 🀄中 🃏牌 🎰机 💎钻 💳卡 🪙币 🏦行 🧱砖 👨男 👩女 👦男 👧女 👶婴 👵奶 👴爷 👸妃 👑王 🤴王 🤡丑 👿魔 🤮呕 💪强 🚫禁 ⛔禁 🈲禁 🉐得 ⬆上 ⬇下 👆上 👇下 👈左 👉右 ➖减 ' +
  '✖叉 ❌叉 ⭕圈 🔑钥 🔒锁 🔨锤 🧧红 🐔鸡 🐓鸡 🕊鸽 🎵音 🎶音 📖书 📚书 📝记 ✏笔 🖊笔 📈涨 🚶走 🏃跑 💃舞 🧂盐 🍯蜜 🥛奶 🐄牛 🐎马 🐘象 🦁狮 🌶辣 🧅葱 🧄蒜 🥬菜 🥦菜 🪑椅'

/** What is said for each picture. */
export const SPOKEN_PICTURES: ReadonlyMap<string, string> = new Map(
  PICTURES.split(' ').map((pair) => {
    const picture = String.fromCodePoint(pair.codePointAt(0) ?? 0)
    return [picture, pair.slice(picture.length)] as const
  }),
)

/** Returns the Han character that is said for a picture, `undefined` where readers have none in use. */
export function spokenPicture(picture: string): string | undefined {
  return SPOKEN_PICTURES.get(picture)
}
