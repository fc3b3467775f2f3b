import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    // dependency-cruiser changes the working directory, which worker threads may not.
    pool: 'forks',
    diff: { truncateThreshold: 60, maxDepth: 6 },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
