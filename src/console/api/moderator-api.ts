import type { Card, Cards } from '../../http/moderator/card-schemas.ts'
import type { ModelsView, NewModelChange } from '../../http/moderator/model-schemas.ts'
import type {
  CategoryView,
  DecisionView,
  Lease,
  NewDecision,
  QueueView,
  SessionView,
} from '../../http/moderator/schemas.ts'
import type { Language } from '../texts/texts.ts'
import { type AccountApi, createAccountApi } from './account-api.ts'
import { createPeopleApi, type PeopleApi } from './people-api.ts'
import { type Call, type Reply, request } from './request.ts'

/** The moderators' half of the HTTP interface, with the session's CSRF token kept inside. */
export interface ModeratorApi extends AccountApi, PeopleApi {
  setLanguage(language: Language): void
  /** Milliseconds by the server's clock, as far as its answers told. */
  serverNow(): number
  session(): Promise<Reply<SessionView>>
  /** Refused with `code_required`, it is to be sent again with the code. */
  signIn(username: string, password: string, code?: string): Promise<Reply<SessionView>>
  /** In place of a one-time password the present one is not asked for. */
  changePassword(password: string, currentPassword?: string): Promise<Reply<SessionView>>
  signOut(): Promise<Reply<undefined>>
  queue(): Promise<Reply<QueueView>>
  categories(): Promise<Reply<{ categories: CategoryView[] }>>
  /** The comment whose turn it is, or one that is held already. */
  claim(): Promise<Reply<Card | undefined>>
  /** Gives the comment back; it comes again only when nothing else is left. */
  skip(commentId: string, leaseToken: string): Promise<Reply<undefined>>
  renew(commentId: string, leaseToken: string): Promise<Reply<Lease>>
  release(commentId: string, leaseToken: string, isLeaving: boolean): Promise<Reply<undefined>>
  decide(commentId: string, decision: NewDecision): Promise<Reply<DecisionView>>
  models(): Promise<Reply<ModelsView>>
  /** Answers with the models as they stand then. */
  changeModel(act: ModelAct, version: string): Promise<Reply<ModelsView>>
}

/** What a lead does with a model; a rollback is of whichever is in force. */
export type ModelAct = NewModelChange['change'] | 'rollback'

const BASE = '/v1/moderator'

/** The `Date` header has whole seconds: a smaller difference is no reason to move the clock. */
const CLOCK_STEP_MS = 2_000

/** `site` names the site to sign in to, where the service has several. */
export function createModeratorApi(fetcher: typeof fetch, now: () => number, site: string | null = null): ModeratorApi {
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
    ...createPeopleApi(send),
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
    queue: () => send('GET', '/queue'),
    categories: () => send('GET', `/categories?lang=${language}`),
    claim: async () => {
      const reply = await send<Cards>('POST', '/claims', { body: {} })
      return reply.kind === 'ok' ? { kind: 'ok', value: reply.value.cards[0] } : reply
    },
    skip: (commentId, leaseToken) =>
      send('POST', `/comments/${commentId}/skips`, { body: { leaseToken, reason: 'later' } }),
    renew: (commentId, leaseToken) => send('POST', `/comments/${commentId}/lease`, { body: { leaseToken } }),
    release: (commentId, leaseToken, isLeaving) =>
      send('DELETE', `/comments/${commentId}/lease`, { body: { leaseToken }, keepalive: isLeaving }),
    // Delivered even when the moderator closes the page right after the key press.
    decide: (commentId, decision) =>
      send('POST', `/comments/${commentId}/decisions`, { body: decision, keepalive: true }),
    models: () => send('GET', '/models'),
    changeModel: (act, version) =>
      act === 'rollback'
        ? send('POST', '/models/rollback')
        : send('POST', `/models/${encodeURIComponent(version)}/changes`, { body: { change: act } }),
  }
}
