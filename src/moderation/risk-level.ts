/** How risky an article's comments are, as a lead sets it (网络暴力治理通知, 三-1): each level holds more than the one before. */
export const RISK_LEVELS = ['normal', 'elevated', 'sensitive'] as const

/**
 * - `normal`: the policy alone says what is held
 * - `elevated`: whoever has no good credit is held too
 * - `sensitive`: everybody is
 */
export type RiskLevel = (typeof RISK_LEVELS)[number]
