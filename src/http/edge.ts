import type { HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import type { RequestIdVariables } from 'hono/request-id'
import type { Logger } from 'pino'
import type { Language } from '../moderation/language.ts'
import type { Screener } from '../screening/screen.ts'
import type { Db } from '../storage/database.ts'
import type { Recorder } from '../storage/recorder.ts'
import type { IpRegions } from './ip-region.ts'
import type { Keys } from './keys.ts'
import type { LiveFeed } from './moderator/live/feed.ts'
import type { Pacing } from './pacing.ts'
import type { DecisionPace } from './reader/decision-pace.ts'
import type { KeptPages } from './reader/kept-pages.ts'
import type { ArticleFeed } from './reader/live/article-feed.ts'
import type { PublishedKeys } from './reader/published-keys.ts'
import type { PageForm, ReadyPage } from './reader/ready-page.ts'
import type { UnderWay } from './reader/under-way.ts'
import type { SiteDirectory } from './site-directory.ts'
import type { SiteScreeners } from './site-screeners.ts'

/** Everything the service needs to answer; made once by whoever starts it. */
export interface AppDependencies {
  readonly db: Db
  /** With the lists and the model as they were loaded. */
  readonly screener: Screener
  readonly screeners: SiteScreeners
  readonly pacing: Pacing
  readonly ipRegions: IpRegions
  /** What streams to the consoles; whoever made it stops it. */
  readonly live: LiveFeed
  /** What streams to readers; whoever made it stops it. */
  readonly articleFeed: ArticleFeed
  readonly pages: KeptPages
  /** At least 32 random bytes; the keys for reader identities and addresses are derived from it. */
  readonly secretKey: Buffer
  /** Where browsers reach the service, e.g. `http://localhost:8787`. */
  readonly publicUrl: string
  /** How many proxies of one's own stand before the service; 0 takes no word for the client's address. */
  readonly trustedProxies: number
  /** The folder that holds `widget/` and `console/` as built. */
  readonly assets: string
  readonly log: Logger
  readonly now: () => Date
  /** From 0 up to but not 1; by it is drawn what is looked at again. */
  readonly random: () => number
  /** The demo portal, mounted at `/demo`. */
  readonly demo?: Hono
}

/** What the routes share: the dependencies and what is made of them once. */
export interface Edge extends AppDependencies {
  readonly keys: Keys
  readonly sites: SiteDirectory
  readonly isHttps: boolean
  readonly underWay: UnderWay
  readonly recorder: Recorder
  readonly decisionPace: DecisionPace
  readonly publishedKeys: PublishedKeys
}

/** The socket in life; in tests an address may stand in its place. */
export type Bindings = Partial<HttpBindings> & {
  readonly address?: string
  /** Where the address has been counted already: the seconds that it must wait. */
  readonly wait?: number
}

/** The environment of every route. */
export interface HttpEnv {
  Bindings: Bindings
  Variables: RequestIdVariables & {
    language: Language
    /** The page of comments that is answered with, and as which bytes. */
    ready?: { readonly page: ReadyPage; readonly form: PageForm }
  }
}
