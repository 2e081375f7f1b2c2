import { NoAnswerError } from '../storage/recorder.ts'

/** Node's codes of a connection that cannot be made or broke. */
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'])

/** PostgreSQL: class 08 connection, 53 resources, 57P shut-down and not yet ready; 25006 a standby, 40P01 a deadlock. */
const SQLSTATE = /^(08|53|57P|25006|40P01)/

const DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client network socket disconnected before secure TLS)/

/** Tells whether the database is to blame for being away, and trying later may help. */
export function isDatabaseOutage(error: unknown): boolean {
  if (error instanceof NoAnswerError) return true
  if (error instanceof AggregateError) return error.errors.some(isDatabaseOutage)
  if (!(error instanceof Error)) return false
  const code: unknown = 'code' in error ? error.code : undefined
  // A socket file that is absent: to `connect` it is a server that is not there, to everything else a missing file.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect'
  if (typeof code !== 'string') return DRIVER.test(error.message)
  // PostgreSQL's own errors have a severity, nobody else's do.
  if ('severity' in error) return SQLSTATE.test(code)
  // A socket of ours names the system call; a body that its sender broke off is `ECONNRESET` without one.
  return (NETWORK.has(code) && 'syscall' in error) || DRIVER.test(error.message)
}
