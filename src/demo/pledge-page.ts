import { html } from 'hono/html'
import { type DemoPage, layout } from './layout.ts'

// The eighteen kinds of the 2014 pledge, in the order of its list, said shortly in our own words.
const KINDS = [
  '反對憲法確定的基本原則',
  '危害國家安全、洩露國家秘密、顛覆國家政權、破壞國家統一',
  '損害國家的榮譽和利益',
  '煽動民族仇恨、民族歧視',
  '煽動地域歧視、地域仇恨',
  '破壞國家宗教政策，宣揚邪教和迷信',
  '散布謠言，擾亂社會秩序',
  '淫穢、色情、賭博、暴力、兇殺、恐怖，或者教唆犯罪',
  '侮辱或者誹謗他人',
  '恐嚇、威脅他人，搜尋並公開他人的個人信息',
  '未得監護人書面同意，傳播未滿十八歲的人的隱私',
  '污言穢語',
  '侵犯他人的知識產權',
  '商業廣告或者類似的招攬',
  '使用本網常用語言文字以外的文字（簡體和繁體都是本網常用文字）',
  '與所評論的內容毫無關係',
  '毫無意義，或者刻意拼湊字符來逃避審核',
  '法律、法規和規章禁止的其他內容',
] as const

/** The pledge's list, so that the number in a notice can be looked up. */
export function pledgePage(page: DemoPage) {
  return layout(
    { ...page, title: '跟帖評論自律管理承諾書', address: '/demo/pledge' },
    html`<article class="story">
        <h1>跟帖評論自律管理承諾書（摘要）</h1>
        <p class="plain">本欄先審後發。發表評論即承諾：文明、理性、友善，並且不發表下列十八類內容。審核通知裡的「第幾條」指的就是這裡的序號。</p>
        <ol class="pledge">
          ${KINDS.map((kind, index) => html`<li id="p${index + 1}">${kind}</li>`)}
        </ol>
        <p class="plain"><a href="/demo/">回到文章</a></p>
      </article>`,
  )
}
