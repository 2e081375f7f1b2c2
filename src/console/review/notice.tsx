import { type CategoriesByCode, categoryName } from '../card/category-label.tsx'
import { shortId } from '../card/short-id.ts'
import { veiledFor } from '../care/veil.ts'
import { Marked } from '../texts/marked.tsx'
import { useTexts } from '../texts/texts.ts'
import { clock } from '../time-words.ts'
import { useDialogFocus } from './dialog-focus.ts'
import { lostText } from './lost-text.ts'
import type { Intent, Phase } from './review-state.ts'

type Ended = Extract<Phase, { kind: 'lost' | 'decided' }>

interface Props {
  readonly phase: Ended
  readonly note: string
  readonly categories: CategoriesByCode
  readonly onNext: () => void
}

/** The comment is no longer the moderator's: what happened to it, what of theirs had no effect, and on to the next. */
export function Notice({ phase, note, categories, onNext }: Props) {
  const { t } = useTexts()
  const { comment } = phase.card
  return (
    <div class="ended">
      <div class="ghost" aria-hidden="true">
        <span class="tag">
          {t('card.comment')}
          {t('list.dot')}
          {shortId(comment.id)}
        </span>
        <p class={veiledFor(phase.card).length > 0 ? 'l veiled' : 'l'} lang={comment.lang ?? undefined} dir="auto">
          {comment.text}
        </p>
      </div>
      {phase.kind === 'lost' ? (
        <Lost phase={phase} note={note} onNext={onNext} />
      ) : (
        <Decided phase={phase} note={note} categories={categories} onNext={onNext} />
      )}
    </div>
  )
}

interface LostProps {
  readonly phase: Extract<Phase, { kind: 'lost' }>
  readonly note: string
  readonly onNext: () => void
}

function Lost({ phase, note, onNext }: LostProps) {
  const { t, language } = useTexts()
  const dialog = useDialogFocus<HTMLDivElement>()
  const said = lostText(phase, clock(phase.card.lease.expiresAt, language), t)
  return (
    <div class="over" role="alertdialog" aria-labelledby="over-title" aria-describedby="over-text" ref={dialog}>
      <h1 id="over-title">
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
        {t('lost.title')}
      </h1>
      <p id="over-text">
        {said ?? phase.message}
        {said !== undefined && <NoEffect attempted={phase.attempted} />}
      </p>
      <Kept note={note} />
      <Next onNext={onNext} />
    </div>
  )
}

function Decided({ phase, note, categories, onNext }: DecidedProps) {
  const { t, language } = useTexts()
  const dialog = useDialogFocus<HTMLDivElement>()
  const { decision, attempted } = phase
  const isPublished = decision.kind === 'publish'
  const who = decision.decidedBy === 'policy' ? t('actor.policy') : decision.decidedBy
  const time = clock(decision.decidedAt, language)
  const name = decision.category === null ? '' : categoryName(decision.category, categories)
  return (
    <div class="over" role="alertdialog" aria-labelledby="over-title" aria-describedby="over-text" ref={dialog}>
      <h1 id="over-title">
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
        {t(isPublished ? 'decided.publish' : 'decided.reject', { who })}
      </h1>
      <p id="over-text">
        {isPublished ? t('decided.published', { time }) : t('decided.rejected', { time, name })}
        <NoEffect attempted={attempted} />
      </p>
      <Kept note={note} />
      <Next onNext={onNext} />
    </div>
  )
}

interface DecidedProps {
  readonly phase: Extract<Phase, { kind: 'decided' }>
  readonly note: string
  readonly categories: CategoriesByCode
  readonly onNext: () => void
}

function NoEffect({ attempted }: { attempted: Intent | null }) {
  const { t } = useTexts()
  return attempted && <Marked text={t('lost.no_effect', { act: t(`act.${attempted.kind}`) })} />
}

// The note was not stored with anything: it is shown, so that it can be used again.
function Kept({ note }: { note: string }) {
  const { t } = useTexts()
  return note.trim() === '' ? null : <p class="kept">{t('lost.note', { note })}</p>
}

function Next({ onNext }: { onNext: () => void }) {
  const { t } = useTexts()
  return (
    <div class="choices">
      <button type="button" class="btn pri" onClick={onNext}>
        {t('lost.next')} <kbd>Enter</kbd>
      </button>
    </div>
  )
}
