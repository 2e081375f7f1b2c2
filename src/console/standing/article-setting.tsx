import { useState } from 'preact/hooks'
import type { Reply } from '../api/request.ts'
import { useAsking } from '../session/use-asking.ts'

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
  const { isSending, error, ask } = useAsking({ unreachable: failed })
  const current = saved ? saved.choice : value
  const change = (choice: T | undefined) =>
    choice !== undefined &&
    ask(
      () => save(choice),
      () => setSaved({ choice }),
    )
  return (
    <>
      <select
        class="f setting"
        aria-label={label}
        value={String(current)}
        disabled={isSending}
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
