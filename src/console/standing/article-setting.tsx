import { useState } from 'preact/hooks'
import type { Reply } from '../api/request.ts'
import { useSending } from './use-sending.ts'

interface Props<T> {
  readonly label: string
  readonly value: T
  readonly choices: readonly T[]
  readonly text: (choice: T) => string
  /** What is said where it could not be sent. */
  readonly failed: string
  readonly save: (choice: T) => Promise<Reply<undefined>>
}

/** One of what leads set for an article, chosen from a list and in force at once. */
export function ArticleSetting<T extends string | number | null>({
  label,
  value,
  choices,
  text,
  failed,
  save,
}: Props<T>) {
  const [saved, setSaved] = useState<{ readonly choice: T } | null>(null)
  const { isBusy, error, send } = useSending<T>(failed, (choice) => setSaved({ choice }))
  const current = saved ? saved.choice : value
  const change = (choice: T | undefined) =>
    choice !== undefined &&
    send(async () => {
      const reply = await save(choice)
      return reply.kind === 'ok' ? { kind: 'ok', value: choice } : reply
    })
  return (
    <>
      <select
        class="f setting"
        aria-label={label}
        value={String(current)}
        disabled={isBusy}
        onChange={(event) => void change(choices[event.currentTarget.selectedIndex])}
      >
        {choices.map((choice) => (
          <option key={String(choice)} value={String(choice)}>
            {text(choice)}
          </option>
        ))}
      </select>
      {error !== null && (
        <span class="err" role="alert">
          {error}
        </span>
      )}
    </>
  )
}
