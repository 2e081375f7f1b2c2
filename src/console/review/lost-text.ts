import type { Texts } from '../texts/texts.ts'
import type { Notice } from './review-state.ts'

type Lost = Pick<Extract<Notice, { kind: 'lost' }>, 'holder' | 'why' | 'message'>

/**
 * Why the comment is no longer the moderator's. Nothing when only the server knows: its message then also says that the
 * act had no effect.
 */
export function lostText({ holder, why, message }: Lost, time: string, t: Texts['t']): string | undefined {
  if (why === 'withdrawn') return t('lost.withdrawn')
  if (why === 'edited') return t('lost.edited')
  if (why === 'expired') return holder === null ? t('lost.expired', { time }) : t('lost.expired_held', { time, holder })
  if (holder !== null) return t('lost.held', { holder })
  return message === '' ? t('lost.gone') : undefined
}
