import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { OfferedSecondFactor } from '../../http/moderator/account/schemas.ts'
import type { ModeratorApi } from '../api/moderator-api.ts'
import { CODE_LENGTH, CodeField } from '../session/code-field.tsx'
import { useAsking } from '../session/use-asking.ts'
import { useTexts } from '../texts/texts.ts'
import { AccountForm } from './account-form.tsx'
import { AskPassword } from './ask-password.tsx'
import { CopyButton } from './copy-button.tsx'
import { QrCode } from './qr-code.tsx'

interface Props {
  readonly api: ModeratorApi
  /** It is in force, and the recovery codes were seen. */
  readonly onDone: () => void
  readonly onEnded: () => void
}

/** Setting up a second factor: the password again, scan, confirm by a code, keep the recovery codes. */
export function Enrolment({ api, onDone, onEnded }: Props) {
  const [offered, setOffered] = useState<OfferedSecondFactor | null>(null)
  if (!offered) return <AskPassword api={api} onOffered={setOffered} onEnded={onEnded} />
  return <Confirmation {...{ api, offered, onDone, onEnded }} />
}

function Confirmation({ api, offered, onDone, onEnded }: Props & { readonly offered: OfferedSecondFactor }) {
  const { t } = useTexts()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [code, setCode] = useState('')
  const { error, isSending, first, ask } = useAsking({ onEnded })
  useEffect(() => first.current?.focus(), [])

  async function confirm() {
    if (code.length !== CODE_LENGTH) return
    await ask(
      () => api.confirmSecondFactor(code),
      ({ recoveryCodes }) => setCodes(recoveryCodes),
      () => setCode(''),
    )
  }

  if (codes) return <Recovery codes={codes} onDone={onDone} />
  return (
    <AccountForm class="factor" error={error} onSubmit={() => void confirm()}>
      <p class="sm sub">{t('factor.scan')}</p>
      <QrCode text={offered.uri} label={t('factor.qr')} />
      <p class="sm">
        {t('factor.secret')} <code class="secret">{offered.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <p class="xs">
        <a href={offered.uri}>{t('factor.open')}</a>
      </p>
      <CodeField value={code} isWrong={error !== null} onInput={setCode} inputRef={first} />
      <button type="submit" class="btn pri" disabled={code.length !== CODE_LENGTH} aria-disabled={isSending}>
        {t('factor.confirm')}
      </button>
    </AccountForm>
  )
}

function Recovery({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTexts()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  useLayoutEffect(() => {
    // They are never shown again: Escape, which closes the dialog around them, must not throw them away.
    const keep = (event: KeyboardEvent) => {
      if (event.key === 'Escape') event.preventDefault()
    }
    document.addEventListener('keydown', keep, true)
    return () => document.removeEventListener('keydown', keep, true)
  }, [])
  return (
    <div class="factor">
      <h2 tabIndex={-1} ref={title}>
        {t('factor.codes_title')}
      </h2>
      <p class="sm sub">{t('factor.codes_about')}</p>
      <ol class="recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p class="acts">
        <CopyButton text={codes.join('\n')} label={t('factor.copy')} done={t('factor.copied')} />
        <button type="button" class="btn pri" onClick={onDone}>
          {t('factor.done')}
        </button>
      </p>
    </div>
  )
}
