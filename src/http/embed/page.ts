import { html, raw } from 'hono/html'
import type { Language, Words } from '../../moderation/language.ts'
import { siteTime } from '../../moderation/time-zone.ts'
import { say } from '../messages.ts'
import type { CommentPage, PublicComment } from '../reader/schemas.ts'
import { STYLE } from './page-style.ts'
import { PAGE_WORDS } from './page-words.ts'

/** A thread with as many of its replies as the page has room for. */
export interface ShownThread {
  readonly first: PublicComment
  readonly replies: readonly PublicComment[]
  /** Where all its replies stand; `null` when they are all here. */
  readonly more: string | null
}

export interface ShownPage {
  readonly language: Language
  readonly count: number
  readonly note: CommentPage['note']
  readonly threads: readonly ShownThread[]
  /** The links below the list. */
  readonly links: readonly { readonly href: string; readonly words: Words; readonly rel: 'next' | 'up' }[]
}

/**
 * Comments as plain HTML: every value is escaped by `html`, and nothing runs. Title and address of the article are left out:
 * who wrote under it first may have told them, and nobody has read them.
 */
export function commentsPage({ language, count, note, threads, links }: ShownPage) {
  const heading = PAGE_WORDS.heading[language]
  return layout(
    { language, title: heading },
    html`<h1>${heading}</h1>
      <p>${say(PAGE_WORDS.count, { n: count }, language)}</p>
      ${note === null ? '' : noteAside(note, language)}
      ${threads.length === 0 ? html`<p>${PAGE_WORDS.empty[language]}</p>` : ''}
      <ol>
        ${threads.map((thread) => threadItem(thread, language))}
      </ol>
      ${links.map(({ href, words, rel }) => html`<p><a href="${href}" rel="${rel}">${words[language]}</a></p>`)}`,
  )
}

function noteAside(note: NonNullable<ShownPage['note']>, language: Language) {
  return html`<aside>
    <b>${PAGE_WORDS.note[language]}</b>
    <p lang="${note.lang ?? ''}" dir="auto">${note.text}</p>
  </aside>`
}

/** For what is not there. */
export function unknownPage(language: Language) {
  const said = PAGE_WORDS.unknown[language]
  return layout({ language, title: said }, html`<h1>${said}</h1>`)
}

/** A page of the service's own, in its one style. */
export function layout({ language, title }: { language: Language; title: string }, body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    ${raw(`<style>${STYLE}</style>`)}
  </head>
  <body>
    <main>${body}</main>
  </body>
</html>`
}

function threadItem({ first, replies, more }: ShownThread, language: Language) {
  const all = say(PAGE_WORDS.allReplies, { n: first.replies }, language)
  return html`<li>
    ${comment(first, language)}
    <ol>
      ${replies.map((reply) => html`<li>${comment(reply, language)}</li>`)}
    </ol>
    ${more === null ? '' : html`<p><a href="${more}">${all}</a></p>`}
  </li>`
}

function comment(shown: PublicComment, language: Language) {
  const { id, author, publishedAt, ipRegion, replyTo, text, lang, likes, gone } = shown
  if (gone !== null) {
    const said = { held: 'held', withdrawn: 'withdrawn', removed: 'removed', rejected: 'removed' } as const
    return html`<article id="yueping-${id}"><p>${PAGE_WORDS[said[gone]][language]}</p></article>`
  }
  const answers =
    replyTo?.name == null ? PAGE_WORDS.answersGone[language] : say(PAGE_WORDS.answers, { name: replyTo.name }, language)
  return html`<article id="yueping-${id}">
    <b><bdi>${author.name}</bdi></b>
    ${author.badge === null ? '' : html`<span>${PAGE_WORDS[author.badge][language]}</span>`}
    <time datetime="${publishedAt}">${siteTime(new Date(publishedAt)).slice(0, 16)}</time>
    ${ipRegion === null ? '' : html`<span>${say(PAGE_WORDS.ipRegion, { region: ipRegion }, language)}</span>`}
    ${likes === 0 ? '' : html`<span>${say(PAGE_WORDS.likes, { n: likes }, language)}</span>`}
    ${replyTo === null ? '' : html`<span><bdi>${answers}</bdi></span>`}
    <p lang="${lang ?? ''}" dir="auto">${text}</p>
  </article>`
}
