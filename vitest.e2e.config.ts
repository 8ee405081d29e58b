import { defineConfig } from 'vitest/config';
import { STEADY_COMPILER } from './src/main/engine/steady-compiler.ts';

export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // As long as Playwright waits for what it looks for.
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // Compiled as the program compiles itself, also where a test calls parts of it that start no engine.
    execArgv: [STEADY_COMPILER],
    // One app and one browser at a time: each already uses every core.
    fileParallelism: false,
  },
});
