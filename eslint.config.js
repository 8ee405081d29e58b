import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import typescript from 'typescript-eslint';
import { layers } from './eslint.layers.js';

export default typescript.config(
  {
    ignores: [
      'out/',
      'dist/',
      'node_modules/',
      'models/training/.venv/',
      'models/training/work/',
      'test-results/',
    ],
  },
  js.configs.recommended,
  ...typescript.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.node } } },
  {
    files: ['src/renderer/**', 'tests/renderer/**'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
  },
  {
    files: ['src/renderer/**'],
    // Sets and maps here are values: a change makes a new one. What changes in place is a SvelteMap.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // Raster code reads typed arrays inside bounds it has just checked; TypeScript cannot see that.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  ...layers,
);
