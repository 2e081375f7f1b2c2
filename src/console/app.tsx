import { useEffect, useRef, useState } from 'preact/hooks'
import type { SessionView } from '../http/moderator/schemas.ts'
import type { ModeratorApi } from './api/moderator-api.ts'
import { BreakReminder } from './care/break-reminder.tsx'
import { Header } from './header.tsx'
import { forgetInvitation, invitationToken } from './invitation-link.ts'
import {
  AccountPage,
  ActPage,
  ActsPage,
  LogPage,
  ManyPage,
  ModelsPage,
  PeoplePage,
  SearchPage,
  StatisticsPage,
  TrainingPage,
  WordingsPage,
} from './later-pages.ts'
import { LookPage } from './look/look-page.tsx'
import { useProposals } from './many/use-proposals.ts'
import { type Address, useAddress } from './page.ts'
import type { NoteDraft } from './review/note-draft.ts'
import { isQueueName, type QueueName } from './review/queue-name.ts'
import { ReviewPage } from './review/review-page.tsx'
import type { Interruption } from './review/review-state.ts'
import { useReview } from './review/use-review.ts'
import { Denied } from './session/denied.tsx'
import { type Ended, endedText } from './session/ended-text.ts'
import { Join } from './session/join.tsx'
import { NewPassword } from './session/new-password.tsx'
import { RequiredFactor } from './session/required-factor.tsx'
import { SignIn } from './session/sign-in.tsx'
import { applySettings, loadSettings, type Settings, saveSettings } from './settings.ts'
import { TextsContext } from './texts/texts.ts'
import { useTextsOf } from './texts/use-texts-of.ts'

type Entry =
  | { readonly kind: 'asking' }
  | { readonly kind: 'invited'; readonly token: string }
  | { readonly kind: 'outside'; readonly ended: Ended | null }
  | { readonly kind: 'inside'; readonly session: SessionView }

function firstEntry(): Entry {
  const token = invitationToken()
  return token === null ? { kind: 'asking' } : { kind: 'invited', token }
}

export function App({ api }: { api: ModeratorApi }) {
  const [settings, setSettings] = useSettings(api)
  const [entry, setEntry] = useState<Entry>(firstEntry)
  const [noteDraft, setNoteDraft] = useState<NoteDraft | null>(null)
  const texts = useTextsOf(settings.language)
  const look = { api, settings, onSettings: setSettings }

  const ask = () =>
    void api.session().then((reply) => {
      setEntry(reply.kind === 'ok' ? { kind: 'inside', session: reply.value } : { kind: 'outside', ended: null })
    })
  useEffect(() => {
    if (entry.kind === 'asking') ask()
  }, [])

  const enter = (session: SessionView) => setEntry({ kind: 'inside', session })
  const leaveInvitation = () => {
    forgetInvitation()
    ask()
  }
  const signOut = (ended: Ended | null = null) => {
    setNoteDraft(null)
    void api.signOut().then(() => setEntry({ kind: 'outside', ended }))
  }

  if (!texts) return null
  return (
    <TextsContext.Provider value={texts}>
      {entry.kind === 'asking' && <p class="whole dim">{texts.t('loading')}</p>}
      {entry.kind === 'invited' && (
        <Join
          {...look}
          token={entry.token}
          onJoined={(session) => {
            forgetInvitation()
            enter(session)
          }}
          onLeave={leaveInvitation}
        />
      )}
      {entry.kind === 'outside' && (
        <SignIn {...look} notice={endedText(entry.ended, noteDraft, texts.t)} onSignedIn={enter} />
      )}
      {entry.kind === 'inside' && entry.session.passwordChangeRequired && (
        <NewPassword {...look} session={entry.session} onChanged={enter} onSignOut={() => signOut()} />
      )}
      {entry.kind === 'inside' && !entry.session.passwordChangeRequired && entry.session.secondFactorRequired && (
        <RequiredFactor
          {...look}
          onDone={ask}
          onEnded={() => setEntry({ kind: 'outside', ended: null })}
          onSignOut={() => signOut()}
        />
      )}
      {entry.kind === 'inside' && isSettled(entry.session) && (
        <Inside
          {...look}
          session={entry.session}
          onSignOut={signOut}
          noteDraft={noteDraft}
          onNoteDraft={setNoteDraft}
          onEnded={(ended) => setEntry({ kind: 'outside', ended })}
        />
      )}
    </TextsContext.Provider>
  )
}

interface InsideProps {
  readonly api: ModeratorApi
  readonly session: SessionView
  readonly settings: Settings
  readonly onSettings: (settings: Settings) => void
  readonly noteDraft: NoteDraft | null
  readonly onNoteDraft: (draft: NoteDraft) => void
  readonly onSignOut: (ended: Ended) => void
  readonly onEnded: (ended: Ended) => void
}

function Inside({ api, session, settings, onSettings, noteDraft, onNoteDraft, onSignOut, onEnded }: InsideProps) {
  const address = useAddress()
  const { page, what } = address
  const queue = useQueue(address)
  const isAuditor = !session.moderator.rights.includes('decide')
  const { username } = session.moderator
  const over = (interruption: Interruption) => onEnded({ ...interruption, username, isSignedOut: false })
  const review = useReview({ api, isAuditor, queue, onEnded: over })
  const onOver = () => over(review.interruption())
  // What is held goes back to the queue while the session still allows it.
  const leave = () =>
    void review.leave().then(() => onSignOut({ ...review.interruption(), username, isSignedOut: true }))
  const proposals = useProposals(api, review)
  const look = { api, review, moderator: session.moderator, isBlurOn: settings.blur }
  return (
    <div class="app">
      <Header
        session={session}
        page={page}
        proposals={proposals}
        settings={settings}
        onSettings={onSettings}
        onSignOut={leave}
      />
      {page === 'comment' && <LookPage key={what} {...look} commentId={what} onEnded={onOver} />}
      {page === 'search' && <SearchPage {...{ api, what, settings }} moderator={session.moderator} onEnded={onOver} />}
      {page === 'many' && <ManyPage key={what} {...{ api, settings, what }} onEnded={onOver} />}
      {page === 'acts' && what === '' && <ActsPage {...{ api, review }} onEnded={onOver} />}
      {page === 'acts' && what !== '' && (
        <ActPage key={what} {...{ api, review }} actId={what} isBlurOn={settings.blur} onEnded={onOver} />
      )}
      {page === 'statistics' && <StatisticsPage api={api} onEnded={onOver} />}
      {page === 'log' && (
        <LogPage api={api} seesPeople={session.moderator.rights.includes('see_people')} onEnded={onOver} />
      )}
      {page === 'wordings' && <WordingsPage api={api} moderator={session.moderator} onEnded={onOver} />}
      {page === 'training' && <TrainingPage api={api} moderator={session.moderator} onEnded={onOver} />}
      {page === 'models' && <ModelsPage api={api} onEnded={onOver} />}
      {page === 'people' && <PeoplePage api={api} onEnded={onOver} />}
      {page === 'account' && <AccountPage api={api} session={session} onEnded={onOver} />}
      {page === 'review' && isAuditor && <Denied session={session} onSignOut={leave} />}
      {page === 'review' && !isAuditor && (
        <ReviewPage
          {...look}
          queue={queue}
          noteDraft={noteDraft}
          onNoteDraft={onNoteDraft}
          areSingleKeysOn={settings.singleKeys}
        />
      )}
      <BreakReminder minutes={settings.breakMinutes} />
    </div>
  )
}

// The queue of the address; another page in between leaves the desk as it is.
function useQueue({ page, what }: Address): QueueName {
  const last = useRef<QueueName>('held')
  if (page === 'review' && isQueueName(what)) last.current = what
  return last.current
}

function isSettled({ passwordChangeRequired, secondFactorRequired }: SessionView): boolean {
  return !passwordChangeRequired && !secondFactorRequired
}

function useSettings(api: ModeratorApi): [Settings, (settings: Settings) => void] {
  const [settings, setSettings] = useState(loadSettings)
  api.setLanguage(settings.language)
  useEffect(() => {
    applySettings(settings)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const onSystemChange = () => applySettings(settings)
    dark.addEventListener('change', onSystemChange)
    return () => dark.removeEventListener('change', onSystemChange)
  }, [settings])
  return [
    settings,
    (changed) => {
      saveSettings(changed)
      setSettings(changed)
    },
  ]
}
