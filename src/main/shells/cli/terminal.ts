import { userInfo } from 'node:os';
import * as v from 'valibot';
import { Examiner } from '../../../contract/case.ts';
import type { CallOptions, Progress } from '../../../contract/methods.ts';
import { ChirographError } from '../../../contract/schema.ts';
import { visibleLine } from '../../../contract/visible.ts';
import type { LocalEngine } from '../../engine/engine.ts';
import { userDataProblem } from '../../user-data.ts';
import { openLog } from '../../log.ts';
import { userDataDirectory } from '../../places.ts';

/** Options that every command shares. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly examiner?: string;
  readonly initials?: string;
  readonly role?: string;
}

export const out = (text: string): void => void process.stdout.write(`${text}\n`);
export const err = (text: string): void => void process.stderr.write(`${text}\n`);

/** Prints the stable JSON of a command, or its human lines, in which no file name steers the terminal or adds a line. */
export function print(options: CommonOptions, json: unknown, human: () => readonly string[]): void {
  out(options.json ? JSON.stringify(json, null, 2) : human().map(visibleLine).join('\n'));
}

/** The engine in this process, for one command; ended whatever happens. */
export async function withEngine<T>(work: (engine: LocalEngine) => Promise<T>): Promise<T> {
  // Loaded here, since commands that need no engine print too.
  const { createEngine } = await import('../../engine/engine.ts');
  const userData = userDataDirectory();
  tellUnkept(userData);
  const engine = await createEngine({ userData, log: openLog(userData, 'cli') });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** Says on standard error that nothing can be kept in this user's data, where that is so. */
export function tellUnkept(userData: string): void {
  const problem = userDataProblem(userData);
  if (problem !== null) err(visibleLine(problem.message));
}

/** Ctrl C cancels the running call; what was committed stays. */
export function interruptible(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  return controller.signal;
}

/**
 * Who acts: named by --examiner, --initials and --role, else the identity saved in the app, else the account of
 * this computer, which the journal then shows as such.
 */
export async function actingExaminer(engine: LocalEngine, options: CommonOptions): Promise<Examiner> {
  if (options.examiner !== undefined) {
    const named = v.safeParse(Examiner, {
      name: options.examiner,
      initials: options.initials ?? initialsOf(options.examiner),
      role: options.role ?? 'examiner',
    });
    if (!named.success) {
      throw new ChirographError('invalid-arguments', `--examiner: ${named.issues[0].message}`);
    }
    return named.output;
  }
  const saved = await engine.call('examiner.get', {});
  if (saved !== null) return saved;
  const account = userInfo().username;
  return { name: account, initials: initialsOf(account), role: 'account of this computer, role not stated' };
}

function initialsOf(name: string): string {
  const initials = name
    .split(/[\s._-]+/)
    .map((part) => part[0] ?? '')
    .join('')
    .toUpperCase();
  return initials.slice(0, 12) || '?';
}

/** Options for a call that writes: examiner, Ctrl C, and progress on a terminal. */
export async function acting(
  engine: LocalEngine,
  options: CommonOptions,
  signal: AbortSignal,
): Promise<CallOptions> {
  return { examiner: await actingExaminer(engine, options), signal, onProgress: showProgress };
}

/** One line that rewrites itself, only where somebody watches. */
export function showProgress(progress: Progress): void {
  if (!process.stderr.isTTY) return;
  const share = progress.total === 0 ? 100 : Math.floor((100 * progress.done) / progress.total);
  const left = progress.remainingSeconds === null ? '' : `, ${Math.ceil(progress.remainingSeconds)} s left`;
  process.stderr.write(
    `\r\u001B[K${Math.floor(progress.done)}/${progress.total} ${progress.unit} (${share} %${left}) ${visibleLine(progress.note)}`,
  );
  if (progress.done === progress.total) process.stderr.write('\r\u001B[K');
}

/** Columns aligned by their longest cell; numbers are given as text. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] as number))
      .join('  ')
      .trimEnd(),
  );
}
