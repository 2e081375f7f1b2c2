/** How a terminal is written to. */
export interface Terminal {
  readonly columns: number
  readonly isColoured: boolean
}

/** Ways to set off a piece of a line; without colour each returns the piece as it is. */
export type Style = Readonly<Record<keyof typeof CODES, (text: string) => string>>

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const

/** Returns the styles of a terminal. */
export function styleOf({ isColoured }: Terminal): Style {
  const styled = (code: number) => (text: string) => (isColoured ? `\u001b[${code}m${text}\u001b[0m` : text)
  return {
    bold: styled(CODES.bold),
    dim: styled(CODES.dim),
    red: styled(CODES.red),
    green: styled(CODES.green),
    yellow: styled(CODES.yellow),
    cyan: styled(CODES.cyan),
  }
}

const DEFAULT_COLUMNS = 80

/** Describes where an output leads: a pipe has no columns and no colours; `NO_COLOR` and a dumb terminal have no colours. */
export function terminalOf(output: NodeJS.WriteStream): Terminal {
  // Node asks NO_COLOR and TERM itself.
  return { columns: output.columns ?? DEFAULT_COLUMNS, isColoured: output.isTTY === true && output.hasColors() }
}
