import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

type Importers = (id: string) => { readonly importers: readonly string[] } | null

/** Whether reading needs it: `draw.tsx`, and all that it imports without waiting. */
function isRead(id: string, importersOf: Importers, asked = new Set<string>()): boolean {
  if (id === `${here}draw.tsx`) return true
  asked.add(id)
  const importers = importersOf(id)?.importers ?? []
  return importers.some((importer) => !asked.has(importer) && isRead(importer, importersOf, asked))
}

// What `widget.js` imports has its content's hash in its name, so that it can be kept for ever. Vite's library mode, for it
// imports without a helper that every file would share with `widget.js`; white space goes all the same. Left to itself the
// bundler would put what is read with and what else is shared into files of their own, each asked for after the other.
export default defineConfig({
  root: here,
  logLevel: 'warn',
  plugins: [preact()],
  build: {
    outDir: `${here}../../dist/widget`,
    emptyOutDir: true,
    target: ['chrome91', 'firefox90', 'safari15'],
    lib: { entry: [`${here}widget.ts`, `${here}counts.ts`], formats: ['es'] },
    rolldownOptions: {
      output: {
        minify: true,
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
