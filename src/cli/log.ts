import { pino } from 'pino'
import { type Config, readConfig } from '../config.ts'

/**
 * JSON lines on standard error. On a terminal, where a person reads the welcome, only warnings; for a collector every
 * request.
 */
export function createLog(config?: Pick<Config, 'logLevel'>): pino.Logger {
  const level = (config ?? readConfigOrDefaults()).logLevel ?? (process.stderr.isTTY ? 'warn' : 'info')
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
}

function readConfigOrDefaults(): Pick<Config, 'logLevel'> {
  try {
    return readConfig()
  } catch {
    return { logLevel: undefined }
  }
}
