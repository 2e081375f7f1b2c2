/** How a command learns that it should end. */
export interface Interruption {
  /** Finish what is under way and end. */
  readonly stop: AbortSignal
  /** Drop what is under way; only what was acknowledged counts. */
  readonly hurry: AbortSignal
}

/**
 * Runs to its end and returns the exit code, 0 when it returns nothing.
 * A command that never calls `watch` ends at the first signal, as any program does.
 */
export type Command = (args: readonly string[], watch: () => Interruption) => Promise<number | undefined>
