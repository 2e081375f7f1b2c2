import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const UNPACK_FOLDER = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url))

/** Launches the machine's own Chromium, or else the one that `@sparticuz/chromium` carries in its package. */
export async function launchChromium(): Promise<Browser> {
  const system = process.env['CHROMIUM_PATH'] ?? SYSTEM_PATHS.find((path) => existsSync(path))
  const { executablePath, env } = system ? { executablePath: system, env: process.env } : await unpackChromium()
  return chromium.launch({
    executablePath,
    env: Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined)),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/**
 * Unpacks into a folder of this checkout, so that two users of one machine do not share it. On a bare machine the
 * package brings its own libnss3 when it believes to be on Lambda; what it changes in the environment is given to
 * the browser only.
 */
async function unpackChromium(): Promise<{ executablePath: string; env: NodeJS.ProcessEnv }> {
  const before = { ...process.env }
  mkdirSync(UNPACK_FOLDER, { recursive: true })
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x'
  process.env['TMPDIR'] = UNPACK_FOLDER
  try {
    const carried = await import('@sparticuz/chromium')
    const executablePath = await carried.default.executablePath()
    return { executablePath, env: { ...process.env, TMPDIR: before['TMPDIR'], FONTCONFIG_FILE: writeFontConfig() } }
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

/** The package's own configuration names folders of Lambda alone; without a single font every text is zero pixels high. */
function writeFontConfig(): string {
  const file = join(UNPACK_FOLDER, 'fonts.conf')
  const lines = [
    '<?xml version="1.0"?>',
    '<fontconfig>',
    `  <dir>${join(UNPACK_FOLDER, 'fonts')}</dir>`,
    '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `  <cachedir>${join(UNPACK_FOLDER, 'font-cache')}</cachedir>`,
    '</fontconfig>',
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
