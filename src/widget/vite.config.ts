import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

// Not Vite's library mode: that leaves the white space in, half as much again over the wire.
export default defineConfig({
  root: here,
  logLevel: 'warn',
  plugins: [preact()],
  build: {
    outDir: `${here}../../dist/widget`,
    emptyOutDir: true,
    target: ['chrome91', 'firefox90', 'safari15'],
    modulePreload: false,
    rolldownOptions: {
      input: `${here}widget.ts`,
      output: { format: 'es', entryFileNames: 'widget.js' },
    },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
})
