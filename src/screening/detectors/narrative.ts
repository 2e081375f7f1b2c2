// Readers who speak of their own affairs write sentences: who does what, to whom, and why. Advertisers leave that out.
const NARRATIVE =
  /我们|他们|你们|他|她|觉得|因为|所以|但是|如果|就是|不是|已经|工资|上班|为什么|怎么|什么|才|都(?!可以?|行|要|有的?来|能)|还(?!款)|老板说|法院|公司|警|学校|医|房东|应该|其实|居然|竟然|难道|以前|后来|车位|停车|景区|门票/

/** Tells whether a text reads like somebody's story or opinion rather than an offer; it may be both. */
export function isNarrative(text: string): boolean {
  return NARRATIVE.test(text)
}

// Who has lost a cat or a father asks to be called; who has blankets or a seat to give after a flood does, too.
const APPEAL =
  /[丢遗走]失|走[丢散]|丢了|寻[狗猫犬人物找回]|招领|捡到|失[踪联主]|酬谢|重谢|[认领]养|物资|受灾|灾[区民]|救援|救灾|志愿|义工|献血|捐[款物献赠]|互助|顺风车|不要钱|白送|退烧药|轮椅/

/** Tells whether a text seeks somebody or offers help for nothing, in the words that advertisers use as well. */
export function isAppeal(text: string): boolean {
  return APPEAL.test(text)
}
