import { defineConfig } from 'vitest/config';
import { STEADY_COMPILER } from './src/main/engine/steady-compiler.ts';

/** What takes minutes because it tries one thing thousands of times: fuzzing, killing, watching. */
export default defineConfig({
  test: {
    include: ['tests/**/*.endurance.ts'],
    testTimeout: 600_000,
    hookTimeout: 180_000,
    pool: 'forks',
    // Compiled as the program compiles itself, also where a test calls parts of it that start no engine.
    execArgv: [STEADY_COMPILER],
    maxWorkers: 2,
  },
});
