import { generate } from 'lean-qr'
import { useMemo } from 'preact/hooks'

/** As the standard asks for, so that it is found on any background. */
const QUIET_MODULES = 4

/** A QR code drawn here: its text goes to no server. Always dark on light, which every scanner reads. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => draw(text), [text])
  const whole = size + 2 * QUIET_MODULES
  return (
    <svg class="qr" viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function draw(text: string): { size: number; path: string } {
  const code = generate(text)
  const rows = Array.from({ length: code.size }, (_, y) => y)
  const dark = rows.flatMap((y) => rows.filter((x) => code.get(x, y)).map((x) => [x, y] as const))
  const path = dark.map(([x, y]) => `M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z`).join('')
  return { size: code.size, path }
}
