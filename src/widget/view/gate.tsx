import type { Problem } from '../problem.ts'
import type { Settings } from '../settings.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Reader } from '../token.ts'
import { useTexts } from './texts-context.ts'

export type GateReason = 'signed_out' | 'unverified' | 'expired' | 'closed'

/** What keeps the reader from writing: known from the token and the list, or learnt from the service's refusal. */
export function gateReason(
  reader: Reader,
  { mode }: Pick<Snapshot, 'mode'>,
  problem: Problem | undefined,
): GateReason | undefined {
  if (mode === 'closed' || problem?.kind === 'closed') return 'closed'
  if (reader.standing !== 'ready') return reader.standing
  if (problem?.kind === 'signed_out' || problem?.kind === 'unverified' || problem?.kind === 'expired')
    return problem.kind
  return undefined
}

/** Stands where the box would be, with the way past it. */
export function Gate({ reason, settings }: { readonly reason: GateReason; readonly settings: Settings }) {
  const texts = useTexts()
  const said = {
    signed_out: [texts.signInTitle, texts.signInHint],
    unverified: [texts.verifyTitle, texts.verifyHint],
    expired: [texts.expiredTitle, texts.expiredHint],
    closed: [texts.closedTitle, texts.closedHint],
  }[reason]
  return (
    <div class="gate" role="status" part={`gate gate-${reason}`}>
      <p>
        <b>{said[0]}</b>
        {said[1]}
      </p>
      {reason === 'signed_out' && settings.signInUrl && (
        <a class="send" href={settings.signInUrl}>
          {texts.signIn}
        </a>
      )}
      {reason === 'unverified' && settings.verifyUrl && (
        <a class="alt" href={settings.verifyUrl}>
          {texts.verify}
        </a>
      )}
      {reason === 'expired' && (
        <button class="alt" type="button" onClick={() => location.reload()}>
          {texts.reload}
        </button>
      )}
    </div>
  )
}
