import { fileURLToPath } from 'node:url'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root: here,
  base: '/console/',
  logLevel: 'warn',
  plugins: [preact()],
  build: { outDir: `${here}../../dist/console`, emptyOutDir: true, target: ['chrome100', 'firefox100', 'safari15.4'] },
})
