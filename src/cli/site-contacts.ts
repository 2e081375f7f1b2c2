import { z } from 'zod'
import { CommandError } from '../command-error.ts'
import { isPlain } from '../http/plain-text.ts'
import type { Db } from '../storage/database.ts'
import { type ReportContacts, setReportContacts } from '../storage/sites.ts'
import { parseOptions } from './options.ts'

const OPTIONS = { phone: { type: 'string' }, email: { type: 'string' }, url: { type: 'string' } } as const

/** As the database bounds them; the phone number is written as the portal prints it. */
const FORMS = {
  phone: { form: z.string().max(60).refine(isPlain).regex(/\d/), like: 'a number like 010-12345678' },
  email: { form: z.email().max(200), like: 'an address like report@news.example' },
  url: { form: z.url({ protocol: /^https?$/ }).max(500), like: 'an address like https://news.example/report' },
} as const

const NAMES = ['phone', 'email', 'url'] as const

interface Wanted {
  readonly id: string
  /** What is left out stays; `null` takes it back. */
  readonly contacts: Partial<ReportContacts>
}

/** Reads `site contacts ID [--phone P] [--email E] [--url U]`; an empty value takes one back. */
export function parseContacts(args: readonly string[]): Wanted {
  const { values, positionals } = parseOptions(args, { options: OPTIONS, positionals: 2 })
  const given = NAMES.flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [[name, value === '' ? null : checked(name, value)] as const]
  })
  return { id: positionals[1] ?? '', contacts: Object.fromEntries(given) }
}

function checked(name: (typeof NAMES)[number], value: string): string {
  const { form, like } = FORMS[name]
  if (form.safeParse(value).success) return value
  throw new CommandError(`--${name} is ${like}, not "${value}"; an empty one takes it back.`)
}

/** Sets whom a site names for complaints, and tells whom it names now. */
export async function setContacts(db: Db, { id, contacts }: Wanted): Promise<string> {
  const now = await setReportContacts(db, id, contacts)
  if (!now) throw new CommandError(`There is no site "${id}".`)
  const lines = NAMES.flatMap((name) => (now[name] === null ? [] : [`${name}: ${now[name]}\n`]))
  return lines.join('') || `${id}: readers who report a comment are shown no contact of the portal.\n`
}
