// Each picture with the Han character that readers say for it: the name of the thing, or what sounds like it. Several
// pictures may stand for one. Left out are the faces, bullets and hearts that stand in every other text.
const PICTURES =
  '👻鬼 ⌚表 ⌛沙 ⏳沙 🍺逼 🍻逼 💀死 ☠死 🐷猪 🐖猪 🐽猪 ➗除 🔥火 🧠脑 📏尺 🐰兔 🐇兔 🦵腿 👅舔 👄嘴 👋拜 👌好 👍赞 🔟十 🆕新 ❤心 ♥心 🧡心 💛心 💚心 💙心 💜心 🖤心 💔心 🐢龟 🦐虾 🦀蟹 🐟鱼 🐑羊 ' +
  '🐏羊 🐐羊 🐍蛇 🐭鼠 🐒猴 🐵猴 🐱猫 🐈猫 🐻熊 🐺狼 🦊狐 🐝蜂 🐛虫 🦟蚊 🕷蛛 🦆鸭 🦢鹅 🥚蛋 🍳蛋 🍵茶 🍑桃 🍌蕉 🍐梨 🍎苹 🍇葡 🍉瓜 🍬糖 🍚饭 🍜面 🍞包 👜包 🎒包 🔫枪 🔪刀 💣炸 🏠家 🏡家 🚪门 🛏床 ' +
  '🚌车 🚕车 🚢船 ⛵船 📱机 📞电 ⚡电 💻电 📷拍 🎥播 📺视 👁看 👃鼻 👂听 🖐手 ✋手 👊拳 🤛拳 🦶足 👣脚 🩸血 💊药 💉针 🚬烟 🌿草 ☘草 🌱草 🌸花 🌹花 🌲树 🌳树 🪵木 ⭐星 🌟星 🌙月 ☀日 🌞日 💧水 💦水 ' +
  '🌊海 ❄冰 🧊冰 ⛰山 🗻山 🚩旗 🎁礼 🎲赌 🀄中 🃏牌 🎰机 💎钻 💳卡 🪙币 🏦行 🧱砖 👨男 👩女 👦男 👧女 👵奶 👸妃 👑王 🤴王 🤡丑 👿魔 🤮呕 💪强 🚫禁 ⛔禁 🈲禁 🉐得 ⬆上 ⬇下 👆上 👇下 👈左 👉右 ➖减 ' +
  '✖叉 ❌叉 ⭕圈 🔑钥 🔒锁 🔨锤 🐔鸡 🐓鸡 🕊鸽 🎵音 🎶音 📖书 📚书 📝记 ✏笔 🖊笔 📈涨 🚶走 🏃跑 💃舞 🧂盐 🍯蜜 🥛奶 🐄牛 🐎马 🐘象 🦁狮 🧅葱 🧄蒜 🥬菜 🥦菜 🪑椅 🀀东 🀁南 🀂西 🀃北 🀅发 🀆白 👴老 ' +
  '👶婴 🦅鹰 ✉信 📨信 📩信 💌信 🌶辣 🌧雨 ☔雨 🈵满 📄纸 📃纸 🧻纸 🧵线 🧶线 📉跌 ♨蒸 📦箱 🧳箱 🎱八 👗裙 👚衣 👕衣 👔衣 🧥衣 👖裤 🩳裤 🩲裤 🧦袜 👞鞋 👟鞋 👠鞋 👡鞋 👢靴 🧢帽 🎩帽 👒帽 💍戒 👓镜 ' +
  '🕶镜 👛包 💼包 🏮灯 💡灯 🔦灯 🚦灯 🚥灯 🕯烛 🧨炮 🔌插 ⛽油 🛢油 🧹扫 🧺篮 🪣桶 🗑桶 🛁澡 🛀澡 🚿洗 🪥刷 🧼皂 🚽厕 💇发 🧔胡 🏫校 🏥院 🏭厂 🏰堡 🏯城 🗼塔 🌉桥 🚇铁 🚲车 🚙车 🏎车 🚓警 👮警 🚑救 ' +
  '🆘救 ⚓锚 💺座 🎫票 🎟票 🎤麦 🎸琴 🎹琴 🎻琴 🥁鼓 🔔钟 🕰钟 ⏰钟 🎨画 🖼画 🎭戏 🎯靶 ⚽球 🏀球 🏈球 ⚾球 🎾球 🏐球 🏓球 🎈球 🌍球 🌏球 🌎球 🥊拳 ✊拳 🤜拳 ♟棋 🏆杯 🥇金 🥈银 🥉铜 ☕咖 🍷酒 🍶酒 ' +
  '🍸酒 🥃酒 🥢筷 🥄勺 🍴叉 🍽盘 💾盘 🥣碗 🫖壶 🍼瓶 🍭糖 🎂糕 🍰糕 🥟饺 🍔堡 🍗腿 🍖肉 🥩肉 🍤虾 🦞虾 🍲锅 🍊橘 🍋柠 🍓莓 🍒樱 🥥椰 🍍菠 🥭芒 🍈瓜 🥒瓜 🍆茄 🍅茄 🥔土 🥕萝 🍄菇 🌰栗 🫘豆 🌾米 🎋竹 ' +
  '🎍竹 🍀草 🍁枫 🍂叶 🍃叶 🌻葵 🌷花 🌺花 🌼花 💐花 🥀花 🌛月 🌜月 🌕月 ☁云 🌩雷 ⛈雷 🌪风 💨风 🌬风 🌈虹 ☂伞 🌂伞 ⛱伞 🌨雪 ☃雪 ⛄雪 🏔山 🌋山 🏝岛 🏜沙 🗺图 🌃夜 🔍查 🔎查 🗝钥 🔐锁 🛡盾 ⚔剑 ' +
  '🏹弓 🪓斧 ⚖秤 🪜梯 🧲磁 ⛓链 🪝钩 📌钉 ✂剪 📕书 📗书 📘书 📙书 📓本 📔本 📰报 🗞报 📧邮 📮邮 ☎电 🔋电 ⌨键 🖱鼠 🖨印 💿碟 📀碟 📼带 🧮算 📊表 📋表 📅日 📆日 ⏱秒 🔢数 🆗好 ❓问 ❔问 ♂男 ♀女 ' +
  '🚹男 🚺女 🚼婴 🧑人 🧍站 🚉站 🚏站 🧎跪 🙇跪 🏊游 🏋举 🚴骑 🏇骑 🛌睡 😴睡 💤睡 👰娘 🤰孕 🧙巫 🧟尸 🧚仙 👹鬼 💋吻 🦴骨 🦷牙 🫁肺 🐀鼠 🐁鼠 🐹鼠 🐿鼠 🐃牛 🐆豹 🐗猪 🐪驼 🐫驼 🦏犀 🦌鹿 🐦鸟 🐤鸡 ' +
  '🐣鸡 🐥鸡 🐬豚 🐳鲸 🐋鲸 🦈鲨 🐙章 🐌蜗 🦋蝶 🐜蚁 🪲虫 🪱虫 🪰蝇 🦂蝎 🕸网 🥅网 🐊鳄 🐸蛙 🐡鱼 🐠鱼 🎣钓 🐩狗 🐾爪 🪶羽 🏢楼 🏪店 🏨店 🛣路 🛑停 🅿停 ⏸停 🪨石 💸钱 ⚰棺 🪦坟 📿珠 🎄树 🌴树 🪡针 ' +
  '📍针 🏳旗 🏴旗 🎌旗 ⬅左 ➡右 ⏩快 🔝顶 ☝上 ✍写 🗣说 💬说 💭想 💥爆 🥵热 🥶冷 🤢吐 🤫嘘 🧕女 🤝握 👏掌 🙏求 🩰舞 🕺舞 🏍摩 🚂火 🧯灭 🪕琴 🗡剑 🪒剃 🧷针 🥾鞋 🎓学 🏟场 🏛馆 ⛪教 🔇静 🎧听 🦻听 ' +
  '💰金 👤人 👥人 🔴红 🟥红 ⚫黑 ⬛黑 ⚪白 ⬜白 🟡黄 🟢绿 🔵蓝 🟣紫 🎬片 🎞片 🧸熊 👀看 🙈瞎 🙊哑 🚰水 🌀旋 🫓饼 🥞饼 🌯卷 🥗菜 🍱饭 🍛饭 🍝面 🧀酪 🧈油 🥫罐 🫙罐 🧃汁 🛶舟 🛞轮 🚤艇 🚨警 🛒购 🪖盔 🧭南'

/** What is said for each picture. */
export const SPOKEN_PICTURES: ReadonlyMap<string, string> = new Map(
  PICTURES.split(' ').map((pair) => {
    const picture = String.fromCodePoint(pair.codePointAt(0) ?? 0)
    return [picture, pair.slice(picture.length)] as const
  }),
)

/** Returns the Han character that is said for the picture at an offset of a text as it was written, `undefined` for none. */
export function spokenPicture(original: string, at: number): string | undefined {
  const unit = original.charCodeAt(at)
  if (unit >= 0x30 && unit <= 0x39)
    return LONE_KEYCAP.test(aroundKeycap(original, at)) ? NUMERALS[unit - 0x30] : undefined
  return unit < 0x2000 ? undefined : SPOKEN_PICTURES.get(String.fromCodePoint(original.codePointAt(at) ?? 0))
}

const NUMERALS = '零一二三四五六七八九'

// Two keycaps beside each other are a number.
const LONE_KEYCAP = /^(?:(?!\u20e3)\D)?\d\ufe0f?\u20e3(?!\d)/

function aroundKeycap(original: string, at: number): string {
  return original.slice(Math.max(0, at - 1), at + 4)
}
