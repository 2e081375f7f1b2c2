import type { Policy } from '../policy.ts'

const SELLING = { hold: 0.3, block: null }

/**
 * What a nickname is weighed by: it is short, stands beside everything its owner writes, and only a person may refuse it,
 * so it is held from less and never blocked.
 */
export const NICKNAME_POLICY: Policy = {
  version: 'nickname-1',
  thresholds: {
    ad_spam: SELLING,
    fraud: SELLING,
    gambling: SELLING,
    illegal_trade: SELLING,
    porn: SELLING,
  },
  otherwise: { hold: 0.4, block: null },
  holdTogether: 0.45,
  evasionSeverity: 0.25,
}
