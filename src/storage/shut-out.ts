import type { Transaction } from 'kysely'
import type { Account } from './account.ts'
import { endLeases } from './end-leases.ts'
import type { Database } from './schema.ts'
import { deleteSession, deleteSessionsOf, listSessions } from './sessions.ts'
import { waitForModerator } from './turn.ts'

/** Ends every session of a moderator and gives back what they hold, at once. */
export async function shutOut(trx: Transaction<Database>, account: Account): Promise<void> {
  // What is being claimed is among what goes back.
  await waitForModerator(trx, account)
  await deleteSessionsOf(trx, account)
  await endLeases(trx, account)
}

/** Ends one session; with the last one, what the moderator holds goes back, for nobody is at a desk of theirs any more. */
export async function signOut(trx: Transaction<Database>, { token, ...account }: Account & { readonly token: string }) {
  await waitForModerator(trx, account)
  await deleteSession(trx, token)
  if ((await listSessions(trx, account)).length === 0) await endLeases(trx, account)
}
