import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CrashReport } from '../contract/methods.ts';
import { logsFolder } from './log.ts';
import { plainError, type PlainError } from './log-redaction.ts';

/** The process that a report is about. */
export type CrashedPart = 'engine' | 'shell' | 'window' | 'cli';

/** A heading with the lines under it. */
export type Section = readonly [title: string, lines: readonly string[]];

/** Reports that are kept, the newest. */
const KEPT = 20;
/** Lines of the log that a report repeats. */
const LOG_LINES = 20;
/** Bytes at the end of a log that are looked at for them. */
const LOG_BYTES = 64 * 1024;
/** When a line of the log was written. */
const LOG_TIME = /"time":"([^"]+)"/u;
/** Names the report to show at the next start; there is none once it was dismissed. */
const OFFER = 'to-show';

export const crashesFolder = (userData: string): string => path.join(userData, 'crashes');

/** The same folder, made where it was missing: Node itself does not make the one it writes its own report into. */
export function madeCrashesFolder(userData: string): string {
  const folder = crashesFolder(userData);
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    // Nothing can be written there; the program works all the same.
  }
  return folder;
}

const HEAD = `Chirograph crash report

This report holds versions, codes, figures and places in the program.
It holds no name of a case, file or person and nothing of what they
contain. It was written to this computer's disk only: nothing was sent
anywhere.
`;

/**
 * Writes `<userData>/crashes/<time>-<part>-<process id>.txt`; the newest 20 are kept. Every line has to have gone
 * through log-redaction.ts, or to be one of the program's own. Synchronous, since the process may be about to end;
 * null where the disk refuses: a crash must not lead to another.
 */
export function writeCrashReport(
  userData: string,
  part: CrashedPart,
  pid: number,
  sections: readonly Section[],
): CrashReport | null {
  const folder = madeCrashesFolder(userData);
  const now = Date.now();
  // Two processes of a window may stop within one millisecond; the second report takes the next one.
  for (let later = 0; later < 10; later++) {
    const at = new Date(now + later).toISOString();
    const file = path.join(folder, `${stamp(at)}-${part}-${pid}.txt`);
    const text = `${HEAD}\nWritten ${at}\n${textOf(sections)}`;
    try {
      writeFileSync(file, text, { flag: 'wx', flush: true });
      forgetOldest(folder);
      return { file, text };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return null;
    }
  }
  return null;
}

/** A run of the program: its process id, which others had before it, and when it began. */
export interface Run {
  readonly pid: number;
  /** ISO 8601, no later than anything that the run wrote. */
  readonly startedAt: string;
}

/** The run that this process is. */
export const thisRun = (): Run => ({
  pid: process.pid,
  startedAt: new Date(Math.floor(performance.timeOrigin)).toISOString(),
});

/** The report that a run left about itself before it ended; null where it left none. */
export function crashReportOf(
  userData: string,
  part: CrashedPart,
  { pid, startedAt }: Run,
): CrashReport | null {
  const since = stamp(startedAt);
  const name = reportsIn(crashesFolder(userData)).findLast(
    (each) => each.endsWith(`-${part}-${pid}.txt`) && each >= since,
  );
  return name === undefined ? null : readReport(userData, name);
}

/** Adds sections to the end of a report. */
export function addToCrashReport(report: CrashReport, sections: readonly Section[]): CrashReport {
  const text = report.text + textOf(sections);
  try {
    writeFileSync(report.file, text, { flush: true });
  } catch {
    return report;
  }
  return { file: report.file, text };
}

/** Has the window show a report at the next start, until it is dismissed. */
export function offerCrashReport(userData: string, report: CrashReport): void {
  try {
    writeFileSync(path.join(crashesFolder(userData), OFFER), path.basename(report.file));
  } catch {
    // The report lies where it lies; the log's last lines name it.
  }
}

/** The report to show at this start; null where there is none, or it was dismissed. */
export function offeredCrashReport(userData: string): CrashReport | null {
  try {
    const name = readFileSync(path.join(crashesFolder(userData), OFFER), 'utf8');
    // The file is ours, but a name read from a disk must not lead out of its folder.
    return name === path.basename(name) ? readReport(userData, name) : null;
  } catch {
    return null;
  }
}

export function dismissCrashReport(userData: string): void {
  rmSync(path.join(crashesFolder(userData), OFFER), { force: true });
}

/** An error for a report: type, codes, words that name nobody, and where it was thrown. */
export function errorSection(error: unknown, title = 'Error'): Section {
  return [title, linesOf(plainError(error))];
}

/** What a report says of the process that writes it and of the computer. */
export function machineSection(): Section {
  const { rss, heapUsed, external } = process.memoryUsage();
  return [
    'Computer',
    [
      `Node ${process.version}, ${process.platform} ${process.arch}, system ${os.release()}`,
      `${os.availableParallelism()} cores, ${mebibytes(os.totalmem())} MiB memory, ${mebibytes(os.freemem())} MiB free`,
      `the process that writes this: ${mebibytes(rss)} MiB in all, ${mebibytes(heapUsed)} MiB JavaScript, ${mebibytes(external)} MiB outside it`,
    ],
  ];
}

/** The last lines that a run wrote into its log, which holds nothing that a report may not. */
export function logSection(
  userData: string,
  log: 'engine' | 'shell' | 'cli',
  { pid, startedAt }: Run,
): Section {
  try {
    const text = readFileSync(path.join(logsFolder(userData), `${log}.log`)).subarray(-LOG_BYTES);
    const lines = text
      .toString('utf8')
      .split('\n')
      .filter((line) => line.includes(`"pid":${pid},`) && (LOG_TIME.exec(line)?.[1] ?? '') >= startedAt);
    return ['Last lines of its log', lines.slice(-LOG_LINES)];
  } catch {
    return ['Last lines of its log', []];
  }
}

/** A time as it stands in the name of a report. */
const stamp = (time: string): string => time.replaceAll(/[:.]/g, '-');

const mebibytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);

function linesOf(error: PlainError): string[] {
  return [
    [error.type, error.code, error.call, error.words].filter((part) => part !== undefined).join(': '),
    ...error.stack.map((place) => `    at ${place}`),
    ...(error.cause === undefined ? [] : ['caused by', ...linesOf(error.cause)]),
  ];
}

function textOf(sections: readonly Section[]): string {
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`)
    .join('');
}

/** Names of the reports in a folder, the oldest first. */
function reportsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d{4}-.*\.txt$/u.test(name))
      .sort();
  } catch {
    return [];
  }
}

function readReport(userData: string, name: string): CrashReport | null {
  const file = path.join(crashesFolder(userData), name);
  try {
    return { file, text: readFileSync(file, 'utf8') };
  } catch {
    return null;
  }
}

function forgetOldest(folder: string): void {
  for (const name of reportsIn(folder).slice(0, -KEPT)) rmSync(path.join(folder, name), { force: true });
}
