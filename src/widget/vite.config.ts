import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

// What `widget.js` imports has its content's hash in its name, so that it can be kept for ever. Vite's library mode, for it
// imports without a helper that every file would share with `widget.js`; white space goes all the same.
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
      output: { minify: true, entryFileNames: '[name].js', chunkFileNames: 'widget/[name]-[hash].js' },
    },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
})
