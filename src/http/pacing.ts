import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { LOCK_MINUTES, SIGN_IN_ATTEMPTS } from '../storage/sign-in-attempts.ts'
import { ReaderLimiter, type Slot, secondsUntil } from './reader-limiter.ts'

/** A page of comments is read far more often than one is written. */
const READS_PER_WRITE = 20

/** A person who forgot a password tries a few; every try costs 19 MiB and two passes of argon2id. */
const SIGN_INS_PER_ADDRESS_PER_MINUTE = 20

/** Wrong passwords for a name that nobody has are remembered for so long. */
const UNKNOWN_NAME_SECONDS = 24 * 60 * 60

interface PacingOptions {
  readonly commentsPerReader: number
  readonly readerMinutes: number
  readonly requestsPerAddressPerMinute: number
  readonly signInsPerAddressPerMinute?: number
}

/** Seconds to wait, or `undefined` when there is room. */
type Wait = number | undefined

/** How fast is too fast, for readers and for addresses. Kept in memory: a restart forgives. */
export interface Pacing {
  readonly commentsPerReader: number
  readonly readerMinutes: number
  comment(reader: string, now: Date): Promise<Slot>
  write(address: string): Promise<Wait>
  read(address: string): Promise<Wait>
  signIn(address: string): Promise<Wait>
  /** A wrong password for a name that nobody has. */
  unknownName(name: string): Promise<{ readonly attemptsLeft: number; readonly wait: Wait }>
}

export function createPacing(options: PacingOptions): Pacing {
  const { commentsPerReader, readerMinutes, requestsPerAddressPerMinute } = options
  const readers = new ReaderLimiter(commentsPerReader, readerMinutes * 60_000)
  const writes = perMinute(requestsPerAddressPerMinute)
  const reads = perMinute(requestsPerAddressPerMinute * READS_PER_WRITE)
  const signIns = perMinute(options.signInsPerAddressPerMinute ?? SIGN_INS_PER_ADDRESS_PER_MINUTE)
  const unknownNames = new RateLimiterMemory({ points: SIGN_IN_ATTEMPTS, duration: UNKNOWN_NAME_SECONDS })
  return {
    commentsPerReader,
    readerMinutes,
    comment: (reader, now) => readers.take(reader, now.getTime()),
    write: async (address) => (await consume(writes, address)).wait,
    read: async (address) => (await consume(reads, address)).wait,
    signIn: async (address) => (await consume(signIns, address)).wait,
    async unknownName(name) {
      const attempt = await consume(unknownNames, name)
      if (attempt.attemptsLeft > 0 || attempt.wait !== undefined) return attempt
      // The last try is still answered as a try; the next ones find the name locked, as an account would be.
      await unknownNames.block(name, LOCK_MINUTES * 60)
      return attempt
    },
  }
}

function perMinute(points: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: 60 })
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<{ attemptsLeft: number; wait: Wait }> {
  try {
    const { remainingPoints } = await limiter.consume(key)
    return { attemptsLeft: remainingPoints, wait: undefined }
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return { attemptsLeft: 0, wait: secondsUntil(refused.msBeforeNext, 0) }
  }
}
