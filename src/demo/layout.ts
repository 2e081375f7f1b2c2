import { html } from 'hono/html'
import { ARTICLE } from './article-text.ts'

export interface DemoPage {
  /** What the reader asked for with `?theme=`; otherwise the device decides. */
  readonly theme: 'auto' | 'light' | 'dark'
}

type Html = ReturnType<typeof html>

/** The portal around a page: masthead, footer, style sheet. Every value is escaped by `html`. */
export function layout(page: DemoPage & { readonly title: string; readonly address: string }, body: Html): Html {
  const { theme, title, address } = page
  return html`<!doctype html>
<html lang="zh-Hant" data-theme="${theme}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} - ${ARTICLE.portal}</title>
    <link rel="canonical" href="${address}" />
    <link rel="icon" href="/demo/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/demo/page.css" />
    <script src="/demo/page.js" defer></script>
  </head>
  <body>
    <header class="mast">
      <div class="portal wide">
        <a class="brand" href="/demo/">${ARTICLE.portal}<small>示範</small></a>
        <nav aria-label="頻道">${ARTICLE.channels.map((channel) => html`<span>${channel}</span>`)}</nav>
      </div>
    </header>
    <main class="portal">${body}</main>
    <footer class="foot">
      <div class="portal">
        <p>關於我們 | 廣告服務 | 版權聲明 | 聯繫我們 | <a href="/demo/pledge">跟帖評論自律管理承諾書</a></p>
        <p>本頁是示範：網站、文章和人物都是虛構的。互聯網新聞信息服務許可證、ICP 備案號、公安備案號在此處標明。</p>
      </div>
    </footer>
  </body>
</html>`
}
