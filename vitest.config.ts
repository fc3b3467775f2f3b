import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    // dependency-cruiser changes the working directory, which worker threads may not.
    pool: 'forks',
    // Two at least: most of their time the tests wait for the database or the browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    diff: { truncateThreshold: 60, maxDepth: 6 },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
