import type { Socket } from 'node:net'
import { ERROR_STATUS, type ErrorCode } from '../http/errors.ts'
import { MESSAGES } from '../http/messages.ts'

/** What the parser says of a request that it gives up; anything else is no HTTP at all. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/**
 * Answers a request that was given up before it could be read, as every error is answered: in both languages, because
 * which one is wanted stands in what was not read. Then the connection is closed.
 */
export function refuseUnread(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) socket.write(answerTo(error.code ?? ''))
  socket.destroySoon()
}

function answerTo(parserCode: string): string {
  const code = CODES[parserCode] ?? 'request_unreadable'
  const status = ERROR_STATUS[code]
  const { 'zh-Hant': hant, en } = MESSAGES[code]
  const body = JSON.stringify({ code, message: `${hant} ${en}` })
  const head = [
    `HTTP/1.1 ${status} ${REASONS[status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
