import type { SeedGrammar } from './grammar.ts'

/** Contempt for people because of their race, nation or faith. */
export const ETHNIC_HATRED: SeedGrammar = {
  label: 'ethnic_hatred',
  sentences: [
    '{people}[都是|全是|就是|没一个不是|十个有九个是]{bad}{end}',
    '{people}{quality}{end}',
    '{people}{quality}，[不服来辩|说错了吗|懂的都懂|经历过就知道]{end}',
    '[难怪|怪不得|果然|不愧是|又是]{people}，{quality}{end}',
    '[最|真|特别][讨厌|看不起|恶心|烦]{people}{end}',
    '{people}[滚出|滚回|离开]{place}{end}',
    '[建议|支持|应该]把{people}[都|全部]{remove}{end}',
    '[别|千万别|谁|傻子才]跟{people}[结婚|做朋友|合租|做生意|谈恋爱]{end}',
    '{slur}{end}',
    '{slur}[又来了|急了|破防了|别叫了|滚|真恶心|去死]{end}',
    '{slur}{quality}{end}',
    '[满地|到处|全网|评论区]都是{slur}{end}',
    '[打|一看就是|又见|典型的|建议人道毁灭]{slur}{end}',
    '{black}{badblack}{end}',
    '[找|嫁给|跟]{black}的[女人|女的]{cheap}{end}',
    '{black}[滚出|赶出|遣返]{place}，{badblack}{end}',
  ],
  telling: ['slur', 'badblack'],
  words: {
    people: '{black} {black} {black} {faith} 日本人 韩国人 印度人 美国人 越南人 白人 犹太人 吉普赛人',
    bad: '骗子 小偷 垃圾 畜生 废物 强盗 渣滓 寄生虫 懒汉 劣等 流氓 白眼狼 蝗虫 精神病 吸血鬼',
    quality:
      '素质真低 没一个好东西 又穷又坏 又懒又馋 脏得要死 天生下贱 坏事做尽 没教养 智商堪忧 恶心人 忘恩负义 没脸没皮 天生坏种 脑子不好使 又黑又丑',
    remove: '抓起来 赶出去 枪毙 绝育 遣返 关起来 阉了 灭了 清理掉',
    place: '中国 这里 我们城市 地球 大城市 广州 人类社会',
    slur: '黑鬼 尼哥 尼格 泥哥 黑叔叔 默黑 黑皮 黑猩猩 昆仑奴 绿绿 绿教 白皮猪 白皮 阿三 三哥 棒子 小鬼子 鬼子 羊肉串 切糕党 洋垃圾 媚黑',
    black: '黑人 黑鬼 非洲人 黑哥们 黑叔叔 非裔 黑兄弟 黑留学生 尼哥 默黑',
    badblack:
      '懒惰没脑子 就会抢劫 身上有味 带艾滋来 智商低 进化不完全 又黑又臭 强奸犯多 只会生孩子 毁了我们城市 零元购 好吃懒做 跟猩猩一样 犯罪率高得吓人 来了就是祸害 垃圾人种 欠抽 就该去摘棉花',
    cheap: '真贱 活该得艾滋 没人要 脑子有病 不知羞耻 犯贱 丢人 媚黑 饥不择食',
    faith: '绿教的 信教的 穆斯林 回民 基督徒 佛教徒',
    end: '！ 。 … ？ 😅 🤮 😂 🙄 🐶 ，呵呵 ，真的 ，笑死 _ _ _ _ _ _',
  },
}
