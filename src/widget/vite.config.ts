import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root: here,
  logLevel: 'warn',
  plugins: [preact()],
  build: {
    outDir: `${here}../../dist/widget`,
    emptyOutDir: true,
    target: ['chrome87', 'firefox90', 'safari14'],
    lib: { entry: `${here}widget.ts`, formats: ['es'], fileName: () => 'widget.js' },
  },
  define: { 'process.env.NODE_ENV': '"production"' },
})
