/** Follows whether a page may have turned dark: with the device, or by its own switch, which sets an attribute at its root. */
export function followPage(changed: () => void): () => void {
  const device = matchMedia('(prefers-color-scheme: dark)')
  const page = new MutationObserver(changed)
  device.addEventListener('change', changed)
  for (const each of [document.documentElement, document.body]) page.observe(each, { attributes: true })
  changed()
  return () => {
    device.removeEventListener('change', changed)
    page.disconnect()
  }
}
