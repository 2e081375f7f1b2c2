import type { ModelsView, NewModelChange } from '../../http/moderator/model-schemas.ts'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { Language } from '../texts/texts.ts'
import { type AccountApi, createAccountApi } from './account-api.ts'
import { createLogApi, type LogApi } from './log-api.ts'
import { createManyApi, type ManyApi } from './many-api.ts'
import { createPeopleApi, type PeopleApi } from './people-api.ts'
import { type Call, type Reply, request } from './request.ts'
import { createReviewApi, type ReviewApi } from './review-api.ts'
import { createStandingApi, type StandingApi } from './standing-api.ts'
import { createStatisticsApi, type StatisticsApi } from './statistics-api.ts'
import { createTrainingApi, type TrainingApi } from './training-api.ts'
import { createWordingApi, type WordingApi } from './wording-api.ts'

/** The moderators' half of the HTTP interface, with the session's CSRF token kept inside. */
export interface ModeratorApi
  extends AccountApi,
    LogApi,
    ManyApi,
    PeopleApi,
    ReviewApi,
    StandingApi,
    StatisticsApi,
    TrainingApi,
    WordingApi {
  setLanguage(language: Language): void
  /** Milliseconds by the server's clock, as far as its answers told. */
  serverNow(): number
  session(): Promise<Reply<SessionView>>
  /** Refused with `code_required`, it is to be sent again with the code. */
  signIn(username: string, password: string, code?: string): Promise<Reply<SessionView>>
  /** In place of a one-time password the present one is not asked for. */
  changePassword(password: string, currentPassword?: string): Promise<Reply<SessionView>>
  signOut(): Promise<Reply<undefined>>
  models(): Promise<Reply<ModelsView>>
  /** Answers with the models as they stand then; `seen` is that of the models that were looked at. */
  changeModel(change: ChangedModel): Promise<Reply<ModelsView>>
}

export interface ChangedModel {
  readonly act: ModelAct
  readonly version: string
  readonly seen: string | null
}

/** What a lead does with a model; a rollback is of whichever is in force. */
export type ModelAct = NewModelChange['change'] | 'rollback'

const BASE = '/v1/moderator'

/** Where the stream of changes is. */
export const EVENTS_PATH = `${BASE}/events`

/** The `Date` header has whole seconds: a smaller difference is no reason to move the clock. */
const CLOCK_STEP_MS = 2_000

interface Page {
  /** Names the site to sign in to, where the service has several. */
  readonly site?: string | null
  /** Sends a body while the page is being left; false where the browser would not. */
  readonly beacon?: (path: string, body: string) => boolean
}

export function createModeratorApi(fetcher: typeof fetch, now: () => number, page: Page = {}): ModeratorApi {
  const { site = null, beacon = () => false } = page
  let csrfToken = ''
  let language: Language = 'zh-Hant'
  let clockOffset = 0

  function onClock(serverTime: number): void {
    const offset = serverTime - now()
    if (Math.abs(offset - clockOffset) >= CLOCK_STEP_MS) clockOffset = Math.abs(offset) < CLOCK_STEP_MS ? 0 : offset
  }

  function send<T>(
    method: Call['method'],
    path: string,
    rest: { body?: unknown; keepalive?: boolean } = {},
  ): Promise<Reply<T>> {
    const token: Record<string, string> = method === 'GET' ? {} : { 'X-CSRF-Token': csrfToken }
    return request<T>(
      fetcher,
      { method, path: BASE + path, headers: { 'Accept-Language': language, ...token }, ...rest },
      onClock,
    )
  }

  async function keepToken(reply: Promise<Reply<SessionView>>): Promise<Reply<SessionView>> {
    const settled = await reply
    if (settled.kind === 'ok') csrfToken = settled.value.csrfToken
    return settled
  }

  const account = createAccountApi(send)
  return {
    ...account,
    ...createLogApi(send),
    ...createManyApi(send),
    ...createPeopleApi(send),
    ...createStatisticsApi({ send, serverNow: () => now() + clockOffset }),
    ...createStandingApi(send),
    ...createReviewApi({
      send,
      language: () => language,
      // A beacon carries no header: its token is in the body.
      beacon: (path, body) => beacon(BASE + path, JSON.stringify({ ...body, csrfToken })),
    }),
    ...createTrainingApi(send),
    ...createWordingApi(send),
    join: (member) => keepToken(account.join(member)),
    setLanguage: (chosen) => {
      language = chosen
    },
    serverNow: () => now() + clockOffset,
    session: () => keepToken(send('GET', '/session')),
    signIn: (username, password, code) => {
      const which = site === null ? '' : `?site=${encodeURIComponent(site)}`
      return keepToken(send('POST', `/session${which}`, { body: { username, password, code } }))
    },
    changePassword: (password, currentPassword) =>
      keepToken(send('POST', '/password', { body: { password, currentPassword } })),
    signOut: () => send('DELETE', '/session'),
    models: () => send('GET', '/models'),
    changeModel: ({ act, version, seen }) =>
      act === 'rollback'
        ? send('POST', '/models/rollback', { body: { seen } })
        : send('POST', `/models/${encodeURIComponent(version)}/changes`, { body: { change: act, seen } }),
  }
}
