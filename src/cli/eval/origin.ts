/** Where figures come from: when they were measured, of what, and by what. */
export interface Origin {
  readonly at: Date
  readonly paths: readonly string[]
  /** `model` is `null` where the rules spoke alone. */
  readonly versions: { readonly wordlists: string; readonly policy: string; readonly model: string | null }
}
