import { html } from 'hono/html'
import { ARTICLE } from './article-text.ts'
import { type DemoPage, layout } from './layout.ts'

export interface ArticlePage extends DemoPage {
  readonly language: 'zh-Hant' | 'zh-Hans' | 'en'
  readonly sort: 'newest' | 'oldest' | 'hot'
  /** The reader's token; empty shows the page as to someone who is not signed in. */
  readonly token: string
}

/** A news article in the layout of a county portal, with the widget at 網友評論. */
export function articlePage(page: ArticlePage) {
  const { title, source, time, paragraphs, credits, related, place, key } = ARTICLE
  return layout(
    { ...page, title, address: '/demo/' },
    html`<p class="crumb">您的位置:${place.join('>')}</p>
      <article class="story">
        <h1>${title}</h1>
        <div class="src">
          <span>來源:${source}</span><time datetime="${time.replace(' ', 'T')}+08:00">${time}</time
          ><a href="#comments" data-yueping-count="${key}" lang="${page.language}">評論</a>
          <span class="tools" hidden>
            <button type="button" data-size="1" aria-label="放大文字">A+</button
            ><button type="button" data-size="-1" aria-label="縮小文字">A-</button>
          </span>
        </div>
        <div class="text">${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
        <p class="sig">${credits.join('　')}</p>
      </article>
      <section class="related" aria-labelledby="related">
        <h2 id="related">相關推薦</h2>
        <ul>
          ${related.map((headline) => html`<li>${headline}</li>`)}
        </ul>
      </section>
      <reader-comments
        id="comments"
        article="${key}"
        token="${page.token}"
        lang="${page.language}"
        theme="${page.theme}"
        sort="${page.sort}"
        pledge-url="/demo/pledge"
        sign-in-url="/demo/"
        verify-url="/demo/?verified=yes"
      ></reader-comments>
      <noscript>
        <p class="plain"><a href="/embed/${key}?lang=${page.language}">看評論</a>；寫評論需要開啟 JavaScript。</p>
      </noscript>
      <script type="module" src="/widget.js"></script>
      <script type="module" src="/counts.js"></script>`,
  )
}
