import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { compileAutomaton, searchAutomaton } from './built.ts'

/** One way to find many patterns. */
export interface Engine {
  readonly name: string
  /** Compiles the patterns into a function that returns how many occurrences it found, each with its place. */
  readonly build: (patterns: string[]) => (text: string) => number
}

export const OURS: Engine = {
  name: 'ours',
  build: (patterns) => {
    const automaton = compileAutomaton(patterns)
    return (text) => {
      let found = 0
      searchAutomaton(automaton, text, () => {
        found += 1
      })
      return found
    }
  },
}

const FOLDER = fileURLToPath(new URL('peers', import.meta.url))

/** Returns our automaton and the npm packages, each by the call that its documentation names fastest for all occurrences. */
export function loadEngines(): readonly Engine[] {
  return installPeers() ? [OURS, ...loadPeers()] : [OURS]
}

/** Installs the packages beside their lock file when they are not there; says so and returns false where that fails. */
function installPeers(): boolean {
  if (existsSync(`${FOLDER}/node_modules/.package-lock.json`)) return true
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'pipe' })
    return true
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    process.stdout.write(`\nThe npm packages are left out: they could not be installed (${reason}).\n`)
    return false
  }
}

type Constructor<Matcher> = new (patterns: string[]) => Matcher
type FastScan = { search(text: string): readonly unknown[] }
type Mint = { filter(text: string, options: { replace: boolean }): { words: readonly string[] } }
type Monyone = { AhoCorasick: Constructor<{ matchInText(text: string): readonly unknown[] }> }

function loadPeers(): Engine[] {
  const require = createRequire(`${FOLDER}/package.json`)
  const fastscan: Constructor<FastScan> = require('fastscan')
  const mint: { Mint: Constructor<Mint> } = require('mint-filter')
  const monyone: Monyone = require('@monyone/aho-corasick')
  const monyoneFast: Monyone = require('@monyone/aho-corasick/fast')
  const modern: Constructor<FastScan> = require('modern-ahocorasick')
  const modernFast: Constructor<FastScan> = require('modern-ahocorasick/fast')
  return [
    { name: 'fastscan', build: bySearch(fastscan) },
    {
      name: 'mint-filter',
      build: (patterns) => {
        const matcher = new mint.Mint(patterns)
        return (text) => matcher.filter(text, { replace: false }).words.length
      },
    },
    { name: '@monyone/aho-corasick', build: byMatch(monyone) },
    { name: '@monyone/aho-corasick/fast', build: byMatch(monyoneFast) },
    { name: 'modern-ahocorasick', build: bySearch(modern) },
    { name: 'modern-ahocorasick/fast', build: bySearch(modernFast) },
  ]
}

function bySearch(Matcher: Constructor<FastScan>): Engine['build'] {
  return (patterns) => {
    const matcher = new Matcher(patterns)
    return (text) => matcher.search(text).length
  }
}

function byMatch({ AhoCorasick }: Monyone): Engine['build'] {
  return (patterns) => {
    const matcher = new AhoCorasick(patterns)
    return (text) => matcher.matchInText(text).length
  }
}
