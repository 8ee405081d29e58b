import { defineConfig } from 'vitest/config';

/** What takes minutes because it tries one thing thousands of times: fuzzing, killing, watching. */
export default defineConfig({
  test: {
    include: ['tests/**/*.endurance.ts'],
    testTimeout: 600_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
