import { useEffect, useRef, useState } from 'preact/hooks'
import type { BlockList, Profile } from '../../http/reader/profile-schemas.ts'
import type { SignedApi } from '../own-api.ts'
import type { SignedThread } from '../signed-thread.ts'
import type { MineTexts } from '../texts/mine/mine-texts.ts'
import { fill } from '../texts/texts.ts'
import { DeleteProfile } from './delete-profile.tsx'
import { DownloadProfile } from './download-profile.tsx'

interface MinePanelProps {
  readonly api: SignedApi
  readonly thread: SignedThread
  /** The keys of those whom the reader has blocked, as they stand in the list. */
  readonly blocked: readonly string[]
  readonly texts: MineTexts
  readonly announce: (words: string) => void
}

/** What a reader decides of themselves: who may answer them, whom they do not hear from, what is kept. */
export function MinePanel({ api, thread, blocked, texts, announce }: MinePanelProps) {
  const [profile, setProfile] = useState<Profile>()
  const [blocks, setBlocks] = useState<BlockList['blocks']>([])
  const [hasFailed, setFailed] = useState(false)
  const [isDeleted, setDeleted] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const read = async () => {
    const [mine, list] = await Promise.all([api.ask<Profile>('/v1/me'), api.ask<BlockList>('/v1/me/blocks')])
    setFailed(!mine.ok || !list.ok)
    if (mine.ok) setProfile(mine.value)
    if (list.ok) setBlocks(list.value.blocks)
  }
  useEffect(() => heading.current?.focus(), [])
  // Whom the reader blocks or unblocks meanwhile, here or in the list, is read with the names.
  useEffect(() => void read(), [blocked.length])
  const protect = async (isOn: boolean) => {
    const answer = await api.ask<Profile['protection']>('/v1/me/protection', { method: 'PUT', body: { isOn } })
    setFailed(!answer.ok)
    if (answer.ok && profile) setProfile({ ...profile, protection: answer.value })
  }
  const unblock = async (key: string) => {
    const isDone = await thread.block(key, false)
    setFailed(!isDone)
    heading.current?.focus()
  }
  const deleted = async () => {
    setDeleted(true)
    heading.current?.focus()
    announce(texts.deleted)
    await Promise.all([thread.refreshBlocked(), thread.load(thread.snapshot.sort)])
  }
  return (
    <section class="own" part="profile">
      <h3 tabIndex={-1} ref={heading}>
        {texts.title}
      </h3>
      {hasFailed && (
        <p class="hint no" role="alert">
          {texts.failed}
        </p>
      )}
      {isDeleted && <p>{texts.deleted}</p>}
      {!profile && !hasFailed && <p role="status">{texts.loading}</p>}
      {profile && !isDeleted && (
        <>
          <Protection texts={texts} protection={profile.protection} protect={protect} />
          <Sanctions texts={texts} sanctions={profile.sanctions} />
          <Blocks texts={texts} blocks={blocks} unblock={unblock} />
          <DownloadProfile api={api} texts={texts} />
          <DeleteProfile api={api} texts={texts} deleted={deleted} />
        </>
      )}
    </section>
  )
}

interface ProtectionProps {
  readonly texts: MineTexts
  readonly protection: Profile['protection']
  readonly protect: (isOn: boolean) => Promise<void>
}

function Protection({ texts, protection: { isOn, isDefault }, protect }: ProtectionProps) {
  return (
    <div class="choice">
      <button class="switch" type="button" role="switch" aria-checked={isOn} onClick={() => protect(!isOn)}>
        <i aria-hidden="true" />
        {texts.protection}
      </button>
      <p>
        {texts.protectionHint}
        {isOn && isDefault && texts.protectionMinor}
      </p>
    </div>
  )
}

function Sanctions({ texts, sanctions }: { readonly texts: MineTexts; readonly sanctions: Profile['sanctions'] }) {
  if (sanctions.length === 0) return null
  return (
    <div class="choice">
      <h4>{texts.sanctions}</h4>
      {sanctions.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  )
}

interface BlocksProps {
  readonly texts: MineTexts
  readonly blocks: BlockList['blocks']
  readonly unblock: (key: string) => Promise<void>
}

function Blocks({ texts, blocks, unblock }: BlocksProps) {
  return (
    <div class="choice">
      <h4>{texts.blocks}</h4>
      {blocks.length === 0 && <p>{texts.blocksNone}</p>}
      <ul>
        {blocks.map(({ key, name }) => (
          <li key={key}>
            <bdi>{name ?? texts.blocksNameless}</bdi>
            <button
              class="txt"
              type="button"
              aria-label={fill(texts.unblockName, { name: name ?? texts.blocksNameless })}
              onClick={() => void unblock(key)}
            >
              {texts.unblock}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
