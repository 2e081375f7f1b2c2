import type { RefObject } from 'preact'
import { canRetry } from '../problem.ts'
import type { ActingTexts } from '../texts/acting/acting-texts.ts'
import { fill, formatCount } from '../texts/texts.ts'
import { firstPhrase } from '../warning.ts'
import type { ActingGiven } from './given.ts'
import { ProblemNote } from './problem-note.tsx'
import { type Composer, TEXT_LIMIT } from './use-composer.ts'
import { WarningNote } from './warning-note.tsx'

interface ComposerViewProps {
  readonly composer: Composer
  readonly input: RefObject<HTMLTextAreaElement | null>
  readonly pledgeUrl: string
  readonly onPauseOver: () => void
  /** Makes the ids of this element differ from those of another on the page for readers of flattened trees. */
  readonly id: string
  /** What a reply answers, and how it is left; absent for the box above the list. */
  readonly reply?: { readonly label: string; readonly cancel: () => void }
}

export function ComposerView(
  { composer, input, pledgeUrl, onPauseOver, id, reply }: ComposerViewProps,
  given: ActingGiven,
) {
  const texts = { ...given.texts, ...given.acting.texts }
  const retries = canRetry(composer.problem)
  const isOver = composer.count > TEXT_LIMIT
  const onSubmit = (event: Event) => {
    event.preventDefault()
    void composer.send()
  }
  const edit = () => {
    input.current?.focus()
    if (composer.warning) input.current?.setSelectionRange(...firstPhrase(composer.text, composer.warning))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) onSubmit(event)
    if (event.key === 'Escape' && !event.isComposing) reply?.cancel()
  }
  return (
    <>
      <form class="box" onSubmit={onSubmit} part="composer" aria-busy={composer.isSending}>
        <label class="vh" for={`${id}-text`}>
          {reply?.label ?? texts.write}
        </label>
        <textarea
          id={`${id}-text`}
          ref={input}
          part="input"
          rows={3}
          placeholder={reply?.label ?? texts.placeholder}
          aria-describedby={reply ? `${id}-count` : `${id}-rules ${id}-count`}
          aria-invalid={isOver}
          value={composer.text}
          readOnly={composer.isSending}
          onInput={(event) => composer.write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div class="row">
          <span class="as">{draftWord(composer, retries, texts)}</span>
          <span class={isOver ? 'cnt over' : 'cnt'} id={`${id}-count`}>
            {fill(texts.length, { n: formatCount(composer.count), limit: formatCount(TEXT_LIMIT) })}
          </span>
          {reply && (
            <button class="txt" type="button" onClick={reply.cancel}>
              {texts.cancel}
            </button>
          )}
          {/* Not `disabled`, which would take the focus away from whoever has just pressed it. */}
          <button class="send" part="send" type="submit" aria-disabled={!composer.canSend}>
            {composer.isSending ? texts.sending : retries ? texts.retry : texts.send}
          </button>
        </div>
      </form>
      <p class={isOver ? 'hint no' : 'vh'} role="status">
        {isOver && fill(texts.tooLong, { n: formatCount(composer.count - TEXT_LIMIT) })}
      </p>
      {composer.warning && <WarningNote warning={composer.warning} edit={edit} send={() => void composer.send()} />}
      <ProblemNote problem={composer.problem} over={onPauseOver} />
      {!reply && <Rules id={id} pledgeUrl={pledgeUrl} />}
    </>
  )
}

function Rules({ id, pledgeUrl }: Pick<ComposerViewProps, 'id' | 'pledgeUrl'>, { acting: { texts } }: ActingGiven) {
  return (
    <p class="pledge" id={`${id}-rules`} part="rules">
      {texts.rules}
      {pledgeUrl ? (
        <a href={pledgeUrl} target="_blank" rel="noopener">
          {texts.pledge}
          <span class="vh">{texts.newWindow}</span>
        </a>
      ) : (
        texts.pledge
      )}
    </p>
  )
}

function draftWord(composer: Composer, retries: boolean, texts: ActingTexts): string {
  if (composer.isRestored) return texts.draftRestored
  return retries ? texts.draftSaved : ''
}
