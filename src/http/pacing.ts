import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ReaderLimiter, type Slot, secondsUntil } from './reader-limiter.ts'

/** A page of comments is read far more often than one is written. */
const READS_PER_WRITE = 20

/** A person who forgot a password tries a few; every try costs 19 MiB and two passes of argon2id. */
const SIGN_INS_PER_ADDRESS_PER_MINUTE = 20

/** Who reads a whole page of junk reports some; who reports more in the same time reports at random. */
const REPORTS_PER_READER = 20

/** Quick thumbs like a comment every few seconds; a script does it every few milliseconds. */
const LIKES_PER_READER = 200

/** Once for each comment that is sent, and as often for those that are changed upon it. */
const PREVIEWS_PER_READER = 30
/** Whoever wants to read their own record looks once or twice; it is read as a whole from the database. */
const EXPORTS_PER_READER = 3

/** Nobody who reads reports more in a minute, and behind one address there are few who do so without signing in. */
const UNSIGNED_REPORTS_PER_ADDRESS_PER_MINUTE = 10

/** Looks at tickets: who has one looks now and then, who guesses at nine digits looks all the time. */
const TICKET_LOOKS_PER_ADDRESS_PER_MINUTE = 10

/** Of what an address may send in a minute, the share that may be comments before each costs a proof of work. */
const FLOOD_SHARE = 0.2

/** How often a process counts what is written on one article: often enough for a flood, seldom enough to cost nothing. */
const MEASURED_EVERY_SECONDS = 5

/** More are not remembered at once; forgetting means counting once more. */
const MEASURED_ARTICLES = 10_000

interface PacingOptions {
  readonly commentsPerReader: number
  /** In the same minutes as comments. */
  readonly reportsPerReader?: number
  /** In the same minutes as comments. */
  readonly likesPerReader?: number
  /** In the same minutes as comments. */
  readonly previewsPerReader?: number
  readonly readerMinutes: number
  readonly requestsPerAddressPerMinute: number
  readonly signInsPerAddressPerMinute?: number
  readonly unsignedReportsPerAddressPerMinute?: number
  /** Beyond it an article is slow by itself; absent: never, and none asks for proofs. */
  readonly articleCommentsPerMinute?: number
}

/** Seconds to wait, or `undefined` when there is room. */
type Wait = number | undefined

/** How fast is too fast, for readers and for addresses. Kept in memory: a restart forgives. */
export interface Pacing {
  readonly commentsPerReader: number
  readonly readerMinutes: number
  readonly reportsPerReader: number
  readonly likesPerReader: number
  comment(reader: string, now: Date): Promise<Slot>
  /** A report or an appeal. */
  report(reader: string, now: Date): Promise<Slot>
  like(reader: string, now: Date): Promise<Slot>
  preview(reader: string, now: Date): Promise<Slot>
  /** A download of all that is kept, or the deletion of it. */
  export(reader: string, now: Date): Promise<Slot>
  write(address: string): Promise<Wait>
  read(address: string): Promise<Wait>
  signIn(address: string): Promise<Wait>
  /** A report without a sign-in. */
  unsignedReport(address: string): Promise<Wait>
  ticketLook(address: string): Promise<Wait>
  /** Counts one comment of an address and tells whether they come too fast for people. */
  isPostFlood(address: string): Promise<boolean>
  readonly articleCommentsPerMinute: number | undefined
  /** Whether what is written on an article is to be counted now. */
  isMeasuringDue(article: string, now: Date): boolean
}

export function createPacing(options: PacingOptions): Pacing {
  const { commentsPerReader, readerMinutes, requestsPerAddressPerMinute } = options
  const { reportsPerReader = REPORTS_PER_READER, likesPerReader = LIKES_PER_READER } = options
  const reports = new ReaderLimiter(reportsPerReader, readerMinutes * 60_000)
  const exports = new ReaderLimiter(EXPORTS_PER_READER, readerMinutes * 60_000)
  const likes = new ReaderLimiter(likesPerReader, readerMinutes * 60_000)
  const previews = new ReaderLimiter(options.previewsPerReader ?? PREVIEWS_PER_READER, readerMinutes * 60_000)
  const readers = new ReaderLimiter(commentsPerReader, readerMinutes * 60_000)
  const writes = perMinute(requestsPerAddressPerMinute)
  const reads = perMinute(requestsPerAddressPerMinute * READS_PER_WRITE)
  const signIns = perMinute(options.signInsPerAddressPerMinute ?? SIGN_INS_PER_ADDRESS_PER_MINUTE)
  const unsigned = perMinute(options.unsignedReportsPerAddressPerMinute ?? UNSIGNED_REPORTS_PER_ADDRESS_PER_MINUTE)
  const looks = perMinute(TICKET_LOOKS_PER_ADDRESS_PER_MINUTE)
  const posts = perMinute(Math.ceil(requestsPerAddressPerMinute * FLOOD_SHARE))
  const measuredAt = new Map<string, number>()
  return {
    commentsPerReader,
    readerMinutes,
    reportsPerReader,
    likesPerReader,
    export: (reader, now) => exports.take(reader, now.getTime()),
    like: (reader, now) => likes.take(reader, now.getTime()),
    preview: (reader, now) => previews.take(reader, now.getTime()),
    report: (reader, now) => reports.take(reader, now.getTime()),
    comment: (reader, now) => readers.take(reader, now.getTime()),
    write: (address) => consume(writes, address),
    read: (address) => consume(reads, address),
    signIn: (address) => consume(signIns, address),
    unsignedReport: (address) => consume(unsigned, address),
    ticketLook: (address) => consume(looks, address),
    isPostFlood: async (address) => (await consume(posts, address)) !== undefined,
    articleCommentsPerMinute: options.articleCommentsPerMinute,
    isMeasuringDue: (article, now) => isDue(measuredAt, article, now.getTime()),
  }
}

function perMinute(points: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: 60 })
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<Wait> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return secondsUntil(refused.msBeforeNext, 0)
  }
}

function isDue(measuredAt: Map<string, number>, article: string, now: number): boolean {
  const last = measuredAt.get(article)
  if (last !== undefined && now - last < MEASURED_EVERY_SECONDS * 1000) return false
  if (measuredAt.size >= MEASURED_ARTICLES) measuredAt.clear()
  measuredAt.set(article, now)
  return true
}
