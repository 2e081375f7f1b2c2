import type { LogPage } from '../../http/moderator/log/log-schemas.ts'
import type { Reply, Send } from './request.ts'

/** What was decided and changed on the site, page by page. */
export interface LogApi {
  siteLog(cursor: string | null): Promise<Reply<LogPage>>
}

export function createLogApi(send: Send): LogApi {
  return {
    siteLog: (cursor) => send('GET', cursor === null ? '/log' : `/log?cursor=${encodeURIComponent(cursor)}`),
  }
}
