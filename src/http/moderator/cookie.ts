import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { SESSION_HOURS } from '../../storage/sessions.ts'

const NAME = 'yueping_session'

/** Names the browser and nobody in it; it signs nobody in. */
const BROWSER_NAME = 'yueping_browser'
const BROWSER_DAYS = 180

/** Over https the `__Host-` prefix has the browser itself refuse a cookie that another host or path set. */
const prefixFor = (isHttps: boolean) => (isHttps ? 'host' : undefined)

/** 256 random bits, which no store but the cookie itself holds. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function readSessionCookie(c: Context, isHttps: boolean): string | undefined {
  return readToken(c, NAME, isHttps)
}

export function readBrowserCookie(c: Context, isHttps: boolean): string | undefined {
  return readToken(c, BROWSER_NAME, isHttps)
}

export function writeBrowserCookie(c: Context, token: string, isHttps: boolean): void {
  setCookie(c, BROWSER_NAME, token, { ...options(isHttps), maxAge: BROWSER_DAYS * 24 * 60 * 60 })
}

export function writeSessionCookie(c: Context, token: string, isHttps: boolean): void {
  setCookie(c, NAME, token, { ...options(isHttps), maxAge: SESSION_HOURS * 60 * 60 })
}

export function clearSessionCookie(c: Context, isHttps: boolean): void {
  deleteCookie(c, NAME, options(isHttps))
}

function readToken(c: Context, name: string, isHttps: boolean): string | undefined {
  const token = getCookie(c, name, prefixFor(isHttps))
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined
}

function options(isHttps: boolean) {
  const shared = { httpOnly: true, sameSite: 'Strict', path: '/', secure: isHttps } as const
  return isHttps ? ({ ...shared, prefix: 'host' } as const) : shared
}
