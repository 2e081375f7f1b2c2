import { useEffect, useRef } from 'preact/hooks'
import { useTexts } from '../texts/texts.ts'
import type { TextKey } from '../texts/zh-hant.ts'

const ROWS: readonly (readonly [TextKey, readonly string[]])[] = [
  ['help.approve', ['A']],
  ['help.step', ['J', 'K']],
  ['help.reject', ['R', '1', '–', '9']],
  ['help.queue', ['G', '1', '–', '7']],
  ['help.suggested', ['R', 'R']],
  ['help.normalized', ['V']],
  ['help.codes', ['R', '0']],
  ['help.drawer', ['I']],
  ['help.evasion', ['R', 'D']],
  ['help.veil', ['H']],
  ['help.escalate', ['E']],
  ['help.renew', ['L']],
  ['help.skip', ['S']],
  ['help.wording', ['T']],
  ['help.undo', ['Z']],
  ['help.macro', ['M']],
  ['help.many', ['B']],
  ['help.note', ['N']],
  ['help.find', ['/']],
  ['help.help', ['?']],
  ['help.back', ['Esc']],
]

/** The browser's own modal dialog: it traps the focus, closes on Escape and gives the focus back. */
export function Help({ areSingleKeysOn, onClose }: { areSingleKeysOn: boolean; onClose: () => void }) {
  const { t } = useTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class="help" aria-labelledby="help-title" ref={dialog} onClose={onClose}>
      <div class="h">
        <h2 id="help-title">{t('help.title')}</h2>
        <button type="button" class="btn quiet sm more" onClick={() => dialog.current?.close()}>
          {t('help.close')} <kbd>Esc</kbd>
        </button>
      </div>
      <div class="keys">
        {ROWS.map(([text, keys]) => (
          <div key={text}>
            <span>{t(text)}</span>
            {keys.map((key, place) => (key === '–' ? '–' : <kbd key={place}>{key}</kbd>))}
          </div>
        ))}
      </div>
      <p class="sm sub rest">
        {!areSingleKeysOn && <b>{t('help.off')} </b>}
        {t('help.rest')}
      </p>
    </dialog>
  )
}
