import { Icon } from './icons.tsx'

export function ClockIcon() {
  return (
    <Icon>
      <circle cx="9" cy="9" r="7" />
      <path d="M9 5v4.3l2.8 1.7" />
    </Icon>
  )
}

export function NoticeIcon() {
  return (
    <Icon>
      <circle cx="9" cy="9" r="7" />
      <path d="M9 5.2v4.6M9 12.2v.6" />
    </Icon>
  )
}

export function CheckIcon() {
  return (
    <Icon>
      <circle cx="9" cy="9" r="7" />
      <path d="m5.8 9.2 2.3 2.3 4.2-4.6" />
    </Icon>
  )
}

export function OfflineIcon() {
  return (
    <Icon>
      <path d="M2.5 7a9.4 9.4 0 0 1 13 0M5.2 10a5.6 5.6 0 0 1 7.6 0M9 13.6v.1M3 15 15 3" />
    </Icon>
  )
}
