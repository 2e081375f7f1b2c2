/** A command cannot do what it was asked: the message is for the operator and names the fix. Shown without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}
