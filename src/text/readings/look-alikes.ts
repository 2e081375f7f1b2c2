// Characters drawn around the same part, one group a word: written for the characters of our own wordlists.
/** Characters that look alike, a group a string. */
export const LOOK_ALIKES: readonly string[] = (
  '黑嘿黒潶墨默 鬼魄愧槐魁瑰嵬厷公 妈吗玛码蚂犸骂祃杩 逼堛愊湢福副富辐幅偪楅 傻儍 婊裱俵 子仔籽孑孓纻 脑恼垴瑙 瘫滩摊难傩 弱溺搦嫋 智晢知哲簮 狗苟枸佝够茍岣驹拘 勾沟构购钩 ' +
  '母姆拇毋每毌芇苺 猪诸储煮著者赌睹堵觰 肥淝萉 畜蓄搐慉 生牲笙性姓狌 杂喿寨朵染 种钟仲肿忡蚛 腿褪退煺 蠢惷爞 货贷贺袋 舔添忝掭 尼妮呢泥昵伲怩 他她它牠陁彵祂扡 打叮盯钉订汀饤耵丁 ' +
  '吃乞迄讫屹仡 屎屄 垃拉啦砬粒 圾级极及吸汲岌 渣喳碴楂揸查 贱践溅钱浅线残栈 人入刄亽 女汝钕 博愽搏傅膊缚薄簿溥 微徽薇嶶溦癓 信訫伩 加咖伽枷茄珈迦架 威葳崴 彩採采菜踩睬 ' +
  '票漂飘嫖瓢剽膘镖 赔陪培倍菩部剖 庄桩脏粧 色铯绝 情清晴请蜻睛精静靖菁 裸棵课颗稞踝 约药哟 炮泡跑抱袍饱刨咆胞雹包苞 黄簧璜横磺 频濒颦 视祝 操澡噪躁燥藻 鸡鸠 ' +
  '巴吧把爸芭疤粑靶笆 奶氖扔仍 骚搔瘙 淫婬 兼廉赚歉嫌谦 职织炽帜识 刷涮唰 单掸弹禅蝉郸 佣拥痈庸 枪抢呛苍沧仓舱 麻嘛摩磨魔蔴痲 群裙郡 扣叩 资姿恣咨瓷 源原愿塬 代伐玳黛岱 ' +
  '网罔 挣睁净狰争铮峥筝 日曰 结洁桔诘秸 脱税悦锐蜕 奸奷 萝罗箩锣 莉利梨俐痢犁 爱暧嗳 全诠痊拴栓荃铨 杀刹铩 砍坎 捅桶通痛 你妳尔您伱祢 滚磙衮 蛋蜑旦但胆担 注住驻柱蛀拄 站沾粘占战砧 ' +
  '台抬胎苔怠殆 平评坪苹萍秤 赢羸嬴 棋其旗期欺琪淇基 牌碑脾啤 娱误 真慎镇填滇 澳奥噢懊 门们闷扪 葡匍蒲 京凉谅惊 皇煌蝗凰惶徨 城诚成盛晟 永泳咏 红虹 迷谜咪眯 催摧崔 证怔征症政正 ' +
  '假暇瑕霞 币市布巾 发拔泼废拨 刻该孩骇核咳 章彰障樟漳幛 物勿吻刎忽 狼娘粮浪酿琅 养痒氧 臭嗅 骗偏篇遍编扁翩 蝻喃楠腩 棒捧俸 佬姥老咾铑 洋样羊详祥烊 那哪娜挪 支枝肢技歧吱妓 ' +
  '绿禄氯录碌 婚昏惛 驴护炉芦庐 装妆状壮 吊屌 毛牦髦 卵卯 射谢榭 潮嘲 交校较郊胶绞饺皎跤 肛扛杠缸 茎经径劲轻 阴荫 洞铜桐筒 插锸歃 抽油袖轴宙柚 激缴檄 刺剌 妹味昧魅妺 娼唱倡昌猖菖 ' +
  '夜液腋掖 莞皖完院 凤风枫疯 楼搂缕屡 茶荼搽 围伟违韦苇纬 援暖缓 抖斗蚪 粉份纷芬扮盼吩 赞攒 论伦沦抡轮纶 乱亃 账胀张帐涨 户沪 卡咔 洗冼先铣 押鸭甲钾岬 稳隐 返板版饭贩扳反 烂拦栏兰 ' +
  '家嫁稼傢 祖租组阻姐粗诅咀 宗踪综棕粽 爹爷 曹槽遭糟嘈漕 孙逊荪 丑扭纽妞钮 胖畔判拌绊 痴蜘 维惟唯帷 询旬殉荀绚 批比毗纰庇 陪赔 借惜措错 假叚 药葯 淋琳林 乳吼 幼呦 肏肉 叉杈 呆槑'
).split(' ')

const alike = new Uint16Array(0x10000)
for (const group of LOOK_ALIKES) {
  const first = group.charCodeAt(0)
  for (const one of group) {
    const unit = one.charCodeAt(0)
    if (alike[unit] === 0) alike[unit] = alike[first] || first
  }
}

/** Returns one and the same unit for characters that look alike, the unit itself for all others. */
export function shapeOf(unit: number): number {
  return alike[unit] || unit
}
