import { endSentence } from '../sentence.ts'
import type { ActingTexts } from '../texts/acting/acting-texts.ts'
import { fill } from '../texts/texts.ts'
import type { Warning } from '../warning.ts'
import { NoticeIcon } from './acting-icons.tsx'
import type { ActingGiven } from './given.ts'
import { Note } from './note.tsx'

// A text of nothing but links would name them all again.
const PHRASES_SHOWN = 3

interface WarningNoteProps {
  readonly warning: Warning
  readonly edit: () => void
  readonly send: () => void
}

/** Says before posting what an editor would see in it; whoever wrote it may post it all the same. */
export function WarningNote({ warning, edit, send }: WarningNoteProps, { acting: { texts } }: ActingGiven) {
  const { categoryName: category, message, verdict } = warning
  return (
    <Note tone="warn" icon={<NoticeIcon />} title={category ? fill(texts.warnOf, { category }) : texts.warn}>
      <p>
        {named(warning, texts)}
        {endSentence(message ?? '')}
        {verdict === 'block' ? texts.warnBlock : texts.warnHold}
      </p>
      <div class="do">
        <button class="send" type="button" onClick={edit}>
          {texts.warnEdit}
        </button>
        <button class="alt" type="button" onClick={send}>
          {texts.warnSend}
        </button>
      </div>
    </Note>
  )
}

/** The phrases themselves, in a sentence. */
function named({ phrases }: Warning, texts: ActingTexts): string {
  const shown = [...new Set(phrases.map(({ text }) => text.trim()))].slice(0, PHRASES_SHOWN)
  if (shown.length === 0) return ''
  return fill(texts.warnPhrases, {
    phrases: shown
      .map((phrase) => fill(texts.warnPhrase, { phrase }))
      .join('')
      .trim(),
  })
}
