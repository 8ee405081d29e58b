import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // As long as Playwright waits for what it looks for.
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // One app and one browser at a time: each already uses every core.
    fileParallelism: false,
  },
});
