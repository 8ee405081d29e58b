/**
 * Everything that must hold, in one run: types, lint with the layer rule, format, units, what has to be tried for
 * minutes, then the app in a real browser. Each part closes with "N passed, N failed"; the exit code is 1 where anything failed.
 *
 *   node tests/run.ts            # all of it
 *   node tests/run.ts check      # the part of that name alone
 */
import { spawn, spawnSync } from 'node:child_process';
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

/** The same beside others, since each keeps but one processor busy: what it prints comes once it has ended. */
async function runBeside(command: string, args: readonly string[]): Promise<boolean> {
  const program = spawn(command, args, { shell: process.platform === 'win32' });
  const printed: Buffer[] = [];
  for (const stream of [program.stdout, program.stderr]) {
    stream.on('data', (bytes: Buffer) => printed.push(bytes));
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    program.once('error', reject);
    program.once('close', resolve);
  });
  process.stdout.write(`\n> ${command} ${args.join(' ')}\n${Buffer.concat(printed).toString()}`);
  return status === 0;
}

async function checks(): Promise<Tally> {
  const outcomes = await Promise.all([
    runBeside('tsc', ['-p', '.']),
    runBeside('svelte-check', ['--tsconfig', 'src/renderer/tsconfig.json', '--fail-on-warnings']),
    runBeside('eslint', ['.', '--max-warnings', '0']),
    runBeside('prettier', ['--check', '--log-level', 'warn', '.']),
    runBeside('node', ['tests/python-lint.ts']),
  ]);
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

const parts: [string, () => Tally | Promise<Tally>][] = [
  ['check', checks],
  ['unit', () => vitest('vitest.config.ts')],
  ['endurance', () => vitest('vitest.endurance.config.ts')],
  ['e2e', () => vitest('vitest.e2e.config.ts')],
];
const [, , only] = process.argv;
const asked = parts.filter(([name]) => only === undefined || name === only);
if (asked.length === 0) {
  throw new Error(`There is no part ${only}; the parts are ${parts.map(([name]) => name).join(', ')}.`);
}
const tallies: [string, Tally][] = [];
for (const [name, part] of asked) tallies.push([name, await part()]);
process.stdout.write('\n');
for (const [name, { passed, failed, skipped }] of tallies) {
  process.stdout.write(
    `${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
}
process.exitCode = tallies.some(([, { failed }]) => failed > 0) ? 1 : 0;
