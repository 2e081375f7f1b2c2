import type { Hook, z } from '@hono/zod-openapi'
import { type Words, words } from '../moderation/language.ts'
import type { HttpEnv } from './edge.ts'
import { type Issue, invalidRequest } from './refusal.ts'

/** The one hook behind every schema, so that every 400 looks alike. */
export const refuseInvalid: Hook<unknown, HttpEnv, string, undefined> = (result) => {
  if (result.success) return undefined
  const [first = { path: result.target, message: UNFIT }, ...rest] = result.error.issues.map((issue) =>
    describe(issue, result.target),
  )
  throw invalidRequest([first, ...rest])
}

const UNFIT = words('不符合要求', 'it does not fit')

const TYPES: Readonly<Record<string, Words>> = {
  string: words('應為文字', 'it must be a string'),
  number: words('應為數字', 'it must be a number'),
  int: words('應為整數', 'it must be a whole number'),
  boolean: words('應為 true 或 false', 'it must be true or false'),
  object: words('應為 JSON 物件', 'it must be a JSON object'),
  array: words('應為列表', 'it must be a list'),
}

function describe(issue: z.core.$ZodIssue, target: string): Issue {
  return { path: issue.path.map(String).join('.') || target, message: sentence(issue) }
}

function sentence(issue: z.core.$ZodIssue): Words {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? UNFIT
    case 'too_big':
      return words(`最多 ${issue.maximum}`, `at most ${issue.maximum}`)
    case 'too_small':
      return words(`至少 ${issue.minimum}`, `at least ${issue.minimum}`)
    case 'invalid_value':
      return words(`只能是 ${issue.values.join('、')}`, `it must be one of ${issue.values.join(', ')}`)
    case 'unrecognized_keys':
      return words(`有不認得的欄位 ${issue.keys.join('、')}`, `there are unknown fields: ${issue.keys.join(', ')}`)
    case 'invalid_format':
      return words(`格式不對，應為 ${issue.format}`, `the format is wrong, it must be a ${issue.format}`)
    case 'custom':
      return custom(issue)
    default:
      return UNFIT
  }
}

/** Our own checks carry their sentence in both languages as the issue's parameters. */
function custom({ params }: z.core.$ZodIssueCustom): Words {
  const { hant, en } = params ?? {}
  return typeof hant === 'string' && typeof en === 'string' ? words(hant, en) : UNFIT
}
