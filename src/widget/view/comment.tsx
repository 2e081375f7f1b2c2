import type { ComponentChildren } from 'preact'
import type { PublicComment } from '../../http/reader/schemas.ts'
import { permalinkTo } from '../permalink.ts'
import { relativeTime } from '../relative-time.ts'
import { fill, type Texts } from '../texts/texts.ts'
import { Body } from './body.tsx'
import type { Given } from './given.ts'

interface CommentProps {
  readonly comment: Pick<PublicComment, 'text' | 'lang' | 'editedAt'> & { readonly author: { readonly name: string } }
  readonly at: string
  /** Absent for what nobody else can read yet. */
  readonly id?: string
  /** Where it was sent from; nothing for what is not public. */
  readonly region?: string | null
  /** What the portal vouches for. */
  readonly badge?: PublicComment['author']['badge']
  /** Whom it answers, in words; empty for what answers the thread itself. */
  readonly answers?: string
  readonly children?: ComponentChildren
}

/** One comment. Names and texts only ever become text nodes. */
export function Comment({ comment, at, id, region, badge, answers, children }: CommentProps, { texts }: Given) {
  const { text, lang, editedAt, author } = comment
  const time = relativeTime(at, new Date(), texts)
  return (
    <article class="c" part="comment">
      <span class="face" aria-hidden="true" part="avatar">
        {[...author.name][0]}
      </span>
      <div>
        <div class="by">
          <b part="author">
            <bdi>{author.name}</bdi>
          </b>
          {badge && (
            <span class={`badge ${badge}`} part={`badge badge-${badge}`}>
              {texts[badge]}
            </span>
          )}
          <time dateTime={at} part="time">
            {id ? <a href={permalinkTo(id)}>{time}</a> : time}
          </time>
          {editedAt && <span class="region">{texts.edited}</span>}
          {region && <span class="region">{fill(texts.ipRegion, { region })}</span>}
        </div>
        {answers && (
          <p class="to">
            <bdi>{answers}</bdi>
          </p>
        )}
        <Body text={withoutGaps(text)} lang={lang} />
        {children}
      </div>
    </article>
  )
}

/** Whom a reply answers, in words; nothing for a first comment. */
export function answersWords({ replyTo }: Pick<PublicComment, 'replyTo'>, texts: Texts): string {
  if (!replyTo) return ''
  return replyTo.name === null ? texts.answersGone : fill(texts.answers, { name: replyTo.name })
}

/** A thousand empty lines must not push the other comments off the page. */
function withoutGaps(text: string): string {
  return text.replace(/(?:[^\S\n]*\n){3,}/g, '\n\n')
}
