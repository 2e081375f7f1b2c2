import type { ComponentChildren } from 'preact'

export function LikeIcon() {
  return (
    <Icon>
      <path d="M6 8.2 8.6 2.5c1.2 0 2 .9 2 2v2.7h3.6c.9 0 1.6.8 1.4 1.7l-1 5.2c-.2.8-.8 1.3-1.6 1.3H6zM6 8.2H2.8v7.2H6" />
    </Icon>
  )
}

export function EmptyIcon() {
  return (
    <svg viewBox="0 0 72 54" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
      <path d="M6 6h60v32H30L18 48V38H6z" stroke-linejoin="round" />
      <path d="M17 17h38M17 26h24" stroke-dasharray="3 4" />
    </svg>
  )
}

export function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}
