/** The portal's own style: plain, only there so that the widget is seen in its place. */
export const PAGE_CSS = `:root {
  color-scheme: light;
  --paper: #fff; --ink: #1a2023; --ink-2: #465055; --ink-3: #5f6a6f; --line: #dde1e0; --brand: #b0221a; --rule: #b0221a; --link: #1c587b;
  --sans: "PingFang TC", "PingFang SC", "Hiragino Sans GB", "Microsoft JhengHei", "Microsoft YaHei", "Noto Sans CJK TC", system-ui, sans-serif;
  --serif: "Songti TC", "Songti SC", "Noto Serif CJK TC", "PMingLiU", serif;
}
${darkRules()}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.65 var(--sans); overflow-wrap: anywhere;
  text-autospace: normal; text-spacing-trim: normal; line-break: strict; -webkit-font-smoothing: antialiased;
}
h1, h2, p, ul, ol { margin: 0; padding: 0; }
a { color: var(--link); text-underline-offset: .2em; }
:focus-visible { outline: 2px solid #0b63ce; outline-offset: 2px; }
.portal { max-width: 760px; margin: 0 auto; padding: 0 20px; }
.mast { border-bottom: 3px solid var(--rule); }
.wide { max-width: 1080px; display: flex; align-items: center; gap: 22px; height: 56px; }
.brand { font: 700 21px/1 var(--serif); letter-spacing: .06em; color: var(--brand); text-decoration: none; white-space: nowrap; }
.brand small { font: 400 12px/1 var(--sans); letter-spacing: 0; margin-left: 6px; padding: 2px 5px; border: 1px solid currentColor; border-radius: 3px; vertical-align: 3px; }
.mast nav { display: flex; gap: 20px; overflow: hidden; font-size: 15px; color: var(--ink-2); white-space: nowrap; }
.crumb { font-size: 13px; color: var(--ink-3); padding: 16px 0 14px; }
.story h1 { font: 700 30px/1.42 var(--serif); letter-spacing: .01em; text-wrap: balance; padding-top: 2px; }
.src { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 18px; font-size: 13px; color: var(--ink-3); padding: 14px 0 16px; border-bottom: 1px solid var(--line); margin-bottom: 22px; min-height: 62px; }
.tools { margin-left: auto; }
/* Kept in place until the script has come, so that nothing moves then. */
.tools[hidden] { display: block; visibility: hidden; }
.tools button { min-width: 44px; min-height: 32px; border: 1px solid var(--line); background: none; color: var(--ink-2); font: inherit; cursor: pointer; }
.tools button + button { border-left: 0; }
.text { font-size: 18px; }
.text p { line-height: 1.95; text-indent: 2em; margin-bottom: 1.05em; text-align: justify; }
.text[data-size="1"] { font-size: 20px; } .text[data-size="2"] { font-size: 23px; } .text[data-size="-1"] { font-size: 16px; }
.sig { font-size: 14px; color: var(--ink-3); text-align: right; line-height: 1.8; padding: 4px 0 30px; }
.related { border-top: 1px solid var(--line); padding: 18px 0 34px; }
.related h2 { font: 700 18px/1.5 var(--serif); margin-bottom: 6px; }
.related ul { list-style: none; color: var(--ink-2); font-size: 15px; line-height: 2.1; }
.related li::before { content: "·"; margin-right: .6em; color: var(--ink-3); }
.plain { padding: 14px 0; }
.pledge { padding: 0 0 10px 2em; line-height: 2.1; }
.pledge li:target { background: #fcf1d9; color: #1a2023; }
.foot { border-top: 1px solid var(--line); margin-top: 44px; padding: 20px 0 40px; font-size: 13px; color: var(--ink-3); line-height: 2; text-align: center; }
.foot a { color: var(--ink-2); }
/* Until the script has come: the height that the widget takes while it loads. */
reader-comments:not(:defined) { display: block; min-height: 100vh; border-top: 2px solid var(--ink); }
@media (max-width: 560px) {
  .portal { padding: 0 16px; }
  .mast nav { gap: 16px; font-size: 14px; }
  .wide { gap: 16px; }
  .story h1 { font-size: 24px; }
  .text { font-size: 17px; }
  .text p { line-height: 1.9; }
}
`

/** Makes the text larger and smaller. The buttons stay hidden without it. */
export const PAGE_JS = `const text = document.querySelector('.text')
const tools = document.querySelector('.tools')
if (text && tools) {
  tools.hidden = false
  tools.addEventListener('click', (event) => {
    const step = Number(event.target.dataset.size ?? 0)
    text.dataset.size = Math.max(-1, Math.min(2, Number(text.dataset.size ?? 0) + step))
  })
}
`

export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#b0221a"/><path d="M6 21c4-4 6 0 10 0s6-4 10 0M6 14c4-4 6 0 10 0s6-4 10 0" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/></svg>`

function darkRules(): string {
  const dark =
    'color-scheme: dark; --paper: #191e21; --ink: #e7ebec; --ink-2: #b8c1c5; --ink-3: #97a2a7; --line: #313a3f; --brand: #ef8f84; --link: #86bde0;'
  return `:root[data-theme="dark"] { ${dark} }
@media (prefers-color-scheme: dark) { :root[data-theme="auto"] { ${dark} } }`
}
