import { defineConfig } from 'vitest/config';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { STEADY_COMPILER } from './src/main/engine/steady-compiler.ts';

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Compiled as the program compiles itself, also where a test calls parts of it that start no engine.
    execArgv: [STEADY_COMPILER],
    // As many as the smallest machine has cores; much of a file's time is waiting for processes to start.
    maxWorkers: 2,
  },
});
