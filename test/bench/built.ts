const DIST = new URL('../../dist/', import.meta.url)

/** The product as it is built and installed: the sources, as the test runner rewrites them, are slower. */
const automaton: typeof import('../../src/screening/automaton.ts') = await load('screening/automaton.js')
const loading: typeof import('../../src/cli/load-screener.ts') = await load('cli/load-screener.js')
const text: typeof import('../../src/text/normalize.ts') = await load('text/normalize.js')

export const { compileAutomaton, searchAutomaton } = automaton
export const { loadLexicon, loadScreener } = loading
export const { normalize } = text

function load(path: string) {
  return import(new URL(path, DIST).href)
}
