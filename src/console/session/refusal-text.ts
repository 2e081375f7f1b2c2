import type { Reply } from '../api/request.ts'
import type { Texts } from '../texts/texts.ts'

/** The server's own sentence where it gave one: it knows how many attempts are left and what the password lacks. */
export function refusalText(
  reply: Exclude<Reply<unknown>, { kind: 'ok' }>,
  t: Texts['t'],
  unreachable = t('sign_in.offline'),
): string {
  if (reply.kind === 'unreachable') return unreachable
  return reply.refusal.message || t('refused.unknown')
}
