import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root,
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          root,
          testTimeout: 30_000,
          include: [
            'test/{text,screening,moderation,http,cli,widget,console,demo}/**/*.unit.test.ts',
            'test/*.unit.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'postgres',
          root,
          include: ['test/**/*.postgres.test.ts'],
          globalSetup: ['test/postgres/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          root,
          include: ['test/browser/**/*.browser.test.ts'],
          globalSetup: ['test/postgres/global-setup.ts'],
          fileParallelism: false,
          // What waits for a busy machine may wait in vain once; a fault fails twice, and the report names both.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
