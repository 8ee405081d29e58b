/**
 * Everything that must hold, in one run: types, lint with the layer rule, format, units, what has to be tried for
 * minutes, then the app in a real browser. Each part closes with "N passed, N failed"; the exit code is 1 where anything failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs a program of node_modules/.bin and returns whether it succeeded. */
function run(command: string, args: readonly string[]): boolean {
  process.stdout.write(`\n> ${command} ${args.join(' ')}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  return status === 0;
}

function checks(): Tally {
  const outcomes = [
    run('tsc', ['-p', '.']),
    run('svelte-check', ['--tsconfig', 'src/renderer/tsconfig.json', '--fail-on-warnings']),
    run('eslint', ['.', '--max-warnings', '0']),
    run('prettier', ['--check', '--log-level', 'warn', '.']),
  ];
  return { passed: outcomes.filter(Boolean).length, failed: outcomes.filter((ok) => !ok).length, skipped: 0 };
}

function vitest(config: string): Tally {
  const folder = mkdtempSync(path.join(tmpdir(), 'chirograph-tests-'));
  const file = path.join(folder, 'results.json');
  try {
    const ok = run('vitest', [
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    const result = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
    };
    // A file that cannot be loaded fails the run without failing a test.
    return {
      passed: result.numPassedTests,
      failed: Math.max(result.numFailedTests, ok ? 0 : 1),
      skipped: result.numPendingTests,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const parts: [string, () => Tally][] = [
  ['check', checks],
  ['unit', () => vitest('vitest.config.ts')],
  ['endurance', () => vitest('vitest.endurance.config.ts')],
  ['e2e', () => vitest('vitest.e2e.config.ts')],
];
const tallies = parts.map(([name, part]) => [name, part()] as const);
process.stdout.write('\n');
for (const [name, { passed, failed, skipped }] of tallies) {
  process.stdout.write(
    `${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
}
process.exitCode = tallies.some(([, { failed }]) => failed > 0) ? 1 : 0;
