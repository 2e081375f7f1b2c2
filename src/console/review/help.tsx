import { useEffect, useRef } from 'preact/hooks'
import { useTexts } from '../texts/texts.ts'
import type { TextKey } from '../texts/zh-hant.ts'

const ROWS: readonly (readonly [TextKey, readonly string[]])[] = [
  ['help.publish', ['A']],
  ['help.normalized', ['V']],
  ['help.reject', ['R', '1', '–', '9']],
  ['help.drawer', ['I']],
  ['help.suggested', ['R', 'R']],
  ['help.renew', ['L']],
  ['help.veil', ['H']],
  ['help.codes', ['R', '0']],
  ['help.help', ['?']],
  ['help.skip', ['S']],
  ['help.back', ['Esc']],
  ['help.note', ['N']],
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
