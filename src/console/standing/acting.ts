import type { ModeratorApi } from '../api/moderator-api.ts'

/** What whoever decides needs to act about an author or an article. */
export interface Acting {
  readonly api: Pick<ModeratorApi, 'imposeSanction' | 'liftSanction' | 'setRiskLevel' | 'setSlowMode'>
  /** Leads and admins impose what moderators may not, and set how risky and how slow an article is. */
  readonly isLead: boolean
}
