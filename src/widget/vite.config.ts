import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

type Importers = (id: string) => { readonly importers: readonly string[] } | null

/** Whether reading needs it: `draw.tsx`, and all that it imports without waiting. */
function isRead(id: string, importersOf: Importers, asked = new Set<string>()): boolean {
  if (id === `${here}draw.tsx`) return true
  asked.add(id)
  const importers = importersOf(id)?.importers ?? []
  return importers.some((importer) => !asked.has(importer) && isRead(importer, importersOf, asked))
}

/** Has elements made by `h`, whose calls are shorter than those of the automatic runtime. */
const elements: Plugin = {
  name: 'elements',
  enforce: 'pre',
  transform(code, id) {
    return id.endsWith('.tsx') ? { code: `import { Fragment, h } from 'preact'\n${code}`, map: null } : null
  },
}

/**
 * A browser remembers of a file that it could not be had, and answers the next `import` of the same address with that:
 * whoever lost their connection for a moment would lose what they asked for until they load the page anew.
 */
const again: Plugin = {
  name: 'again',
  renderChunk(code) {
    const asked = code.replaceAll(/\bimport\((?=["'`]\.)/g, '$again(')
    const helper = 'const $again = (path) => import(path).catch(() => import(path + "?" + Date.now()))'
    return asked === code ? null : { code: `${helper}\n${asked}`, map: null }
  },
}

// What `widget.js` imports has its content's hash in its name, so that it can be kept for ever. Vite's library mode, for it
// imports without a helper that every file would share with `widget.js`; white space goes all the same. Left to itself the
// bundler would put what is read with and what else is shared into files of their own, each asked for after the other.
export default defineConfig({
  root: here,
  logLevel: 'warn',
  plugins: [elements, again],
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
  // Bit 18 is vendor prefixes, of which the sheets name those that are needed; bit 20 is `light-dark()`, which they do not
  // use: its stand-in would come with every `color-scheme`.
  css: { lightningcss: { exclude: (1 << 18) | (1 << 20) } },
  build: {
    outDir: `${here}../../dist/widget`,
    emptyOutDir: true,
    target: ['chrome91', 'firefox90', 'safari15'],
    lib: { entry: [`${here}widget.ts`, `${here}counts.ts`], formats: ['es'] },
    rolldownOptions: {
      output: {
        minify: true,
        comments: false,
        entryFileNames: '[name].js',
        chunkFileNames: 'widget/[name]-[hash].js',
        codeSplitting: {
          groups: [
            {
              debugName: 'draw',
              name: (id, graph) => (isRead(id, (each) => graph.getModuleInfo(each)) ? 'draw' : null),
            },
          ],
        },
      },
    },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
})
