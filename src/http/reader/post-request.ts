import type { Language } from '../../moderation/language.ts'
import type { Site } from '../../storage/sites.ts'
import type { SignedReader } from './authentication.ts'
import type { PostKey } from './idempotency.ts'
import type { Page } from './page.ts'

/** A comment as it came in, found acceptable in form. */
export interface PostRequest {
  readonly site: Site
  readonly reader: SignedReader
  readonly articleId: string
  readonly text: string
  readonly page: Page
  /** The comment that it answers. */
  readonly replyTo: string | undefined
  readonly postKey: PostKey | null
  readonly isFromRegisteredPage: boolean
  readonly address: string | undefined
  readonly language: Language
  /** What was solved, as the header brings it. */
  readonly proof: string | undefined
}
