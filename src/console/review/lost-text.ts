import type { Texts } from '../texts/texts.ts'
import type { Phase } from './review-state.ts'

type Lost = Pick<Extract<Phase, { kind: 'lost' }>, 'holder' | 'isExpired' | 'message'>

/**
 * Why the comment is no longer the moderator's. Nothing when only the server knows, as when the author withdrew: its
 * message then also says that the act had no effect.
 */
export function lostText({ holder, isExpired, message }: Lost, time: string, t: Texts['t']): string | undefined {
  if (isExpired) return holder === null ? t('lost.expired', { time }) : t('lost.expired_held', { time, holder })
  if (holder !== null) return t('lost.held', { holder })
  return message === '' ? t('lost.gone') : undefined
}
