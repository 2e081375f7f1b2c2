import type { Normalized } from '../../text/normalize.ts'
import { type Detector, detectAll } from './detector.ts'

const SURNAME =
  '[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧]'
const SCHOOL = '(?:小学|中学|初中|高中|幼儿园|附小|附中|一中|二中|三中|实小|学校)'
const CLASS = '(?:[一二三四五六七八九初高大中小\\d]{1,3}年级)?[(]?[一二三四五六七八九十大中小初高\\d]{1,3}[)]?班'
const NAMED = `(?:的?(?:学生|同学|孩子|男生|女生|小孩|男孩|女孩|那个)?(?:名?叫|就?是)|的?(?:学生|同学|男生|女生)):?`
const PUPIL = new RegExp(
  `${SCHOOL}[^,。!?]{0,4}${CLASS}${NAMED}${SURNAME}(?!老师|校长|主任|某|家长|姓|x)\\p{Script=Han}{1,2}(?=$|[^\\p{L}]|[是就家住打推骂的他她和])`,
  'gu',
)

const WEIGHT = 0.55

/** A child named together with school and class, by which anybody finds it at the gate. */
export const pupils: Detector = {
  name: 'pupil',
  isContact: false,
  detect: ({ text }: Normalized) =>
    text.includes('班') ? detectAll(text, PUPIL, { category: 'minor_privacy', weight: WEIGHT }) : [],
  examples: {
    hits: [
      '就是實驗小學三年級2班的學生叫李小明',
      '打人的是第二中学初二（3）班学生王小虎，就是他',
      '育才小學五年級一班叫張小花',
    ],
    misses: [
      '實驗小學三年級2班的王老師',
      '我讀小學三班',
      '第二中學初二三班獲獎',
      '小学六年级班主任说',
      '某小学三班学生张某',
    ],
  },
}
