import { useEffect, useRef, useState } from 'preact/hooks'
import type { SessionView } from '../http/moderator/schemas.ts'
import { Brand } from './brand.tsx'
import { FindBox } from './find-box.tsx'
import type { Page } from './page.ts'
import { roleName } from './role-name.ts'
import type { Settings } from './settings.ts'
import { CareForm, KeysForm, LookForm } from './settings-form.tsx'
import { useTexts } from './texts/texts.ts'

interface Props {
  readonly session: SessionView
  readonly page: Page
  /** Acts on many that wait for a second person, and may be approved by this one. */
  readonly proposals: number
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly onSignOut: () => void
}

export function Header({ session, page, proposals, settings, onSettings, onSignOut }: Props) {
  const { t } = useTexts()
  const { displayName, role, rights } = session.moderator
  const [isOpen, setOpen] = useState(false)
  const menu = useClosing(isOpen, () => setOpen(false))
  useEffect(() => setOpen(false), [page])
  return (
    <header class="bar">
      <Brand>
        <small>{session.site.name}</small>
      </Brand>
      <nav class="nav" aria-label={t('menu.main')}>
        <a href="#review" aria-current={page === 'review' ? 'page' : undefined}>
          {t('menu.review')}
        </a>
        <a href="#search" aria-current={page === 'search' ? 'page' : undefined}>
          {t('menu.search')}
        </a>
        <a href="#acts" aria-current={page === 'acts' || page === 'many' ? 'page' : undefined}>
          {t('menu.acts')} {proposals > 0 && <b class="count">{proposals}</b>}
        </a>
        {rights.includes('lead') && (
          <a href="#wordings" aria-current={page === 'wordings' ? 'page' : undefined}>
            {t('menu.wordings')}
          </a>
        )}
        <a href="#training" aria-current={page === 'training' ? 'page' : undefined}>
          {t('menu.training')}
        </a>
        <a href="#models" aria-current={page === 'models' ? 'page' : undefined}>
          {t('menu.models')}
        </a>
        {rights.includes('see_people') && (
          <a href="#people" aria-current={page === 'people' ? 'page' : undefined}>
            {t('menu.people')}
          </a>
        )}
        <a href="#statistics" aria-current={page === 'statistics' ? 'page' : undefined}>
          {t('menu.statistics')}
        </a>
        {rights.includes('see_decisions') && (
          <a href="#log" aria-current={page === 'log' ? 'page' : undefined}>
            {t('menu.log')}
          </a>
        )}
      </nav>
      <FindBox areSingleKeysOn={settings.singleKeys} />
      <div class="account" ref={menu}>
        <button
          type="button"
          class="who"
          aria-expanded={isOpen}
          aria-controls="account-menu"
          title={t('menu.open')}
          onClick={() => setOpen(!isOpen)}
        >
          <span class="ava" aria-hidden="true">
            {[...displayName][0]}
          </span>
          <span class="name">
            {displayName === roleName(role, t) ? displayName : [displayName, roleName(role, t)].join(t('list.dot'))}
          </span>
          <span class="vh">{t('menu.open')}</span>
        </button>
        <div id="account-menu" class="menu panel" hidden={!isOpen}>
          <LookForm settings={settings} onChange={onSettings} />
          <KeysForm settings={settings} onChange={onSettings} />
          <CareForm settings={settings} onChange={onSettings} />
          <a class="btn" href="#account">
            {t('menu.account')}
          </a>
          <button type="button" class="btn" onClick={onSignOut}>
            {t('menu.sign_out')}
          </button>
        </div>
      </div>
    </header>
  )
}

// A press outside closes it; so does Escape, which then returns the focus to the button and means nothing else.
function useClosing(isOpen: boolean, close: () => void) {
  const area = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !area.current?.contains(event.target)) close()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      event.stopPropagation()
      close()
      area.current?.querySelector('button')?.focus()
    }
    document.addEventListener('pointerdown', onPointer)
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('pointerdown', onPointer)
      document.removeEventListener('keydown', onKey, true)
    }
  }, [isOpen])
  return area
}
