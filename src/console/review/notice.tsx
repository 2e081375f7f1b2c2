import type { ComponentChildren } from 'preact'
import { type CategoriesByCode, categoryName } from '../card/category-name.ts'
import { shortId } from '../card/short-id.ts'
import { veiledFor } from '../care/veil.ts'
import { Marked } from '../texts/marked.tsx'
import { useTexts } from '../texts/texts.ts'
import { clock } from '../time-words.ts'
import { actName, writtenWith } from './act-text.ts'
import { useDialogFocus } from './dialog-focus.ts'
import { lostText } from './lost-text.ts'
import type { Notice as Told } from './review-state.ts'

interface Props {
  readonly notice: Told
  /** What is written about the comment and not sent. */
  readonly note: string
  readonly categories: CategoriesByCode
  readonly onNext: () => void
}

/** The comment is no longer the moderator's: what happened to it, what of theirs had no effect, and on to the next. */
export function Notice({ notice, note, categories, onNext }: Props) {
  const { t } = useTexts()
  const { comment } = notice.card
  return (
    <div class="ended">
      <div class="ghost" aria-hidden="true">
        <span class="tag">
          {t('card.comment')}
          {t('list.dot')}
          {shortId(comment.id)}
        </span>
        <p class={veiledFor(notice.card).length > 0 ? 'l veiled' : 'l'} lang={comment.lang ?? undefined} dir="auto">
          {comment.text}
        </p>
      </div>
      {notice.kind === 'lost' ? (
        <Lost notice={notice} note={note} onNext={onNext} />
      ) : (
        <Decided notice={notice} note={note} categories={categories} onNext={onNext} />
      )}
    </div>
  )
}

interface LostProps {
  readonly notice: Extract<Told, { kind: 'lost' }>
  readonly note: string
  readonly onNext: () => void
}

function Lost({ notice, note, onNext }: LostProps) {
  const { t, language } = useTexts()
  const said = lostText(notice, clock(notice.card.lease.expiresAt, language), t)
  return (
    <Over title={t('lost.title')} mark={<ClockMark />} notice={notice} note={note} onNext={onNext}>
      {said ?? notice.message}
      {said !== undefined && <NoEffect notice={notice} />}
    </Over>
  )
}

interface DecidedProps {
  readonly notice: Extract<Told, { kind: 'decided' }>
  readonly note: string
  readonly categories: CategoriesByCode
  readonly onNext: () => void
}

const STANDS = { publish: 'public', restore: 'public', reject: 'hidden', remove: 'hidden' } as const

function Decided({ notice, note, categories, onNext }: DecidedProps) {
  const { t, language } = useTexts()
  const { kind, category, decidedBy, decidedAt } = notice.decision
  const known = kind === 'publish' || kind === 'restore' || kind === 'remove' ? kind : 'reject'
  const who = decidedBy === 'policy' ? t('actor.policy') : decidedBy
  const time = clock(decidedAt, language)
  const name = category === null ? '' : categoryName(category, categories)
  return (
    <Over title={t(`decided.${known}`, { who })} mark={<TickMark />} notice={notice} note={note} onNext={onNext}>
      {t(`decided.${STANDS[known]}`, { time, act: t(`act.${known}`), name })}
      <NoEffect notice={notice} />
    </Over>
  )
}

interface OverProps {
  readonly title: string
  readonly mark: ComponentChildren
  readonly notice: Told
  readonly note: string
  readonly onNext: () => void
  readonly children: ComponentChildren
}

function Over({ title, mark, notice, note, onNext, children }: OverProps) {
  const { t } = useTexts()
  const dialog = useDialogFocus<HTMLDivElement>()
  return (
    <div class="over" role="alertdialog" aria-labelledby="over-title" aria-describedby="over-text" ref={dialog}>
      <h1 id="over-title">
        {mark}
        {title}
      </h1>
      <p id="over-text">{children}</p>
      <Kept notice={notice} note={note} />
      <div class="choices">
        <button type="button" class="btn pri" onClick={onNext}>
          {t('lost.next')} <kbd>Enter</kbd>
        </button>
        <a class="btn" href={`#comment/${notice.card.comment.id}`}>
          {t('lost.look')}
        </a>
      </div>
    </div>
  )
}

function NoEffect({ notice: { attempted } }: { notice: Told }) {
  const { t } = useTexts()
  return attempted && <Marked text={t('lost.no_effect', { act: actName(attempted, t) })} />
}

// What was written is kept as a note for colleagues, or else shown, so that it can be used again.
function Kept({ notice, note }: { notice: Told; note: string }) {
  const { t } = useTexts()
  const written = (notice.attempted && writtenWith(notice.attempted)) ?? note
  if (written.trim() === '') return null
  return <p class="kept">{t(notice.isNoteKept ? 'lost.note_kept' : 'lost.note', { note: written })}</p>
}

function ClockMark() {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="var(--warn)"
      stroke-width="1.8"
      aria-hidden="true"
    >
      <circle cx="9" cy="9" r="7" />
      <path d="M9 5v4.3l2.8 1.7" />
    </svg>
  )
}

function TickMark() {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="var(--ok)"
      stroke-width="2"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="m3.5 9.5 3.6 3.6 7.4-8" />
    </svg>
  )
}
