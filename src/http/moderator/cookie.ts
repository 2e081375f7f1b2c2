import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { SESSION_HOURS } from '../../storage/sessions.ts'

const NAME = 'yueping_session'

/** Over https the `__Host-` prefix has the browser itself refuse a cookie that another host or path set. */
const prefixFor = (isHttps: boolean) => (isHttps ? 'host' : undefined)

/** 256 random bits, which no store but the cookie itself holds. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function readSessionCookie(c: Context, isHttps: boolean): string | undefined {
  const token = getCookie(c, NAME, prefixFor(isHttps))
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined
}

export function writeSessionCookie(c: Context, token: string, isHttps: boolean): void {
  setCookie(c, NAME, token, { ...options(isHttps), maxAge: SESSION_HOURS * 60 * 60 })
}

export function clearSessionCookie(c: Context, isHttps: boolean): void {
  deleteCookie(c, NAME, options(isHttps))
}

function options(isHttps: boolean) {
  const shared = { httpOnly: true, sameSite: 'Strict', path: '/', secure: isHttps } as const
  return isHttps ? ({ ...shared, prefix: 'host' } as const) : shared
}
