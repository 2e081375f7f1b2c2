/** Whether the page behind an element is dark. What is painted decides, not what the device prefers. */
export function isPageDark(element: Element): boolean {
  return isDark([...ancestors(element).map((each) => getComputedStyle(each).backgroundColor), canvasOf(element)])
}

/** Whether the first opaque of these computed colours, from the front to the back, is dark; light when none is known. */
export function isDark(backgrounds: readonly string[]): boolean {
  for (const background of backgrounds) {
    const paint = readColour(background)
    if (paint && paint.alpha >= 0.5) return paint.lightness < 0.5
  }
  return false
}

function ancestors(element: Element): Element[] {
  const found: Element[] = []
  for (let at: Element | null = outer(element); at !== null; at = outer(at)) found.push(at)
  return found
}

function outer(element: Element): Element | null {
  if (element.parentElement) return element.parentElement
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : null
}

// The style sheet gives the host the system colour that the browser paints below a page with this `color-scheme`.
function canvasOf(host: Element): string {
  return getComputedStyle(host).columnRuleColor
}

/** Reads a colour as `getComputedStyle` writes it; lightness and alpha are between 0 and 1. */
function readColour(colour: string): { readonly lightness: number; readonly alpha: number } | undefined {
  const [, space = '', rest] = /^([a-z]+)\((?:[a-z][\w-]* )?(.*)\)$/.exec(colour) ?? []
  if (rest === undefined) return undefined
  const [first = 0, second = 0, third = 0, alpha = 1] = rest.split(/[\s,/]+/).map((number) => Number(number) || 0)
  const full = space.startsWith('rgb') ? 255 : space.startsWith('l') ? 100 : 1
  // Rec. 709 weights; the other spaces name the lightness first.
  const isMixed = full === 255 || space === 'color'
  return { lightness: (isMixed ? 0.2126 * first + 0.7152 * second + 0.0722 * third : first) / full, alpha }
}
