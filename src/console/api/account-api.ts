import type {
  AccountView,
  NewMember,
  OfferedSecondFactor,
  OpenInvitation,
  RecoveryCodes,
} from '../../http/moderator/account/schemas.ts'
import type { SessionView } from '../../http/moderator/schemas.ts'
import type { Reply, Send } from './request.ts'

/** What everybody does to their own account. */
export interface AccountApi {
  account(): Promise<Reply<AccountView>>
  signOutElsewhere(): Promise<Reply<AccountView>>
  offerSecondFactor(password: string): Promise<Reply<OfferedSecondFactor>>
  confirmSecondFactor(code: string): Promise<Reply<RecoveryCodes>>
  dropSecondFactor(password: string, code: string): Promise<Reply<undefined>>
  invitation(token: string): Promise<Reply<OpenInvitation>>
  join(member: NewMember): Promise<Reply<SessionView>>
}

export function createAccountApi(send: Send): AccountApi {
  return {
    account: () => send('GET', '/account'),
    signOutElsewhere: () => send('DELETE', '/account/sessions'),
    offerSecondFactor: (password) => send('POST', '/account/second-factor', { body: { password } }),
    confirmSecondFactor: (code) => send('POST', '/account/second-factor/confirmation', { body: { code } }),
    dropSecondFactor: (password, code) => send('DELETE', '/account/second-factor', { body: { password, code } }),
    invitation: (token) => send('POST', '/joinings/invitation', { body: { token } }),
    join: (member) => send('POST', '/joinings', { body: member }),
  }
}
