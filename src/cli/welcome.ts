import { type Config, PACKAGE } from '../config.ts'
import type { Credentials } from './moderator-account.ts'

interface Welcome {
  readonly config: Config
  readonly publicUrl: string
  readonly firstAdmin: Credentials | undefined
}

/** What the operator reads once the service answers. */
export function welcome({ config, publicUrl, firstAdmin }: Welcome): string {
  const demo: Line[] = config.isDemoOn ? [['示範文章', 'Demo article', `${publicUrl}/demo/`]] : []
  const lines: Line[] = [
    ...demo,
    ['審核台', 'Console', `${publicUrl}/console/`],
    ...(firstAdmin ? describeFirstAdmin(firstAdmin) : []),
    ['接口文檔', 'API', `${publicUrl}/docs`],
    ['數據', 'Data', config.databaseUrl === undefined ? config.dataFolder : 'DATABASE_URL'],
    ['停止', 'Stop', 'Ctrl-C'],
  ]
  const noSite = config.isDemoOn
    ? ''
    : '\n  示範站已關閉。接入門戶 To add a portal: node dist/main.js site add ID --name NAME --origin URL\n'
  return `\n  閱評 Yueping ${PACKAGE.version()}\n\n${lines.map(format).join('')}${noSite}\n`
}

type Line = readonly [chinese: string, english: string, value: string]

function describeFirstAdmin({ username, oneTimePassword }: Credentials): Line[] {
  return [
    ['　用戶名', 'user', username],
    ['　一次性密碼', 'one-time password', `${oneTimePassword}   只顯示這一次 shown only now`],
  ]
}

const CHINESE_WIDTH = 6
const ENGLISH_WIDTH = 17

/** Every character of the first column is two cells wide on a terminal. */
function format([chinese, english, value]: Line): string {
  return `  ${chinese.padEnd(CHINESE_WIDTH, '　')}  ${english.padEnd(ENGLISH_WIDTH)}  ${value}\n`
}
