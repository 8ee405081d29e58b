import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { ChirographError } from '../../contract/schema.ts';
import {
  startEngineHost,
  type EngineHostOptions,
  requireRootFolders,
  type RootFolders,
} from '../engine/engine-host.ts';
import { projectFolder } from '../engine/installation.ts';
import { openLog } from '../log.ts';
import { userDataDirectory } from '../places.ts';
import { serveBrowser } from './browser/browser-shell.ts';
import { readRemote, type RemoteOptions } from './browser/remote.ts';
import { findOrFetchElectron, whyNoWindow } from './electron-binary.ts';
import { leaveLastWords } from './last-words.ts';

/** An Electron that ends with an error this soon never showed a window. */
const STARTING_MILLISECONDS = 5_000;

export interface ServeOptions {
  /** A free one where left out. */
  readonly port?: number;
  /** Minutes without input after which the window locks; 15 where left out, 0 for never. */
  readonly idleMinutes?: number;
  /** Serves other computers as well. */
  readonly remote?: RemoteOptions;
  readonly userData?: string;
  /** Folders in which cases may be opened, besides that of the demo cases; this user's home where left out. */
  readonly roots?: RootFolders;
  /** The directory with package.json and out/. */
  readonly application?: string;
  /** Ends the shell; SIGINT and SIGTERM do so where left out. */
  readonly signal?: AbortSignal;
  readonly print?: (line: string) => void;
  readonly engine?: Pick<EngineHostOptions, 'nodePath' | 'entry'>;
}

export interface GuiOptions extends ServeOptions {
  /** Why no window can be shown here; asked of this computer where left out. */
  readonly whyNoWindow?: () => string | null;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

/**
 * Serves Chirograph to a browser on this computer and prints the address, as one line, until it is told to end; with
 * `remote`, to other computers too. Addresses that unlock are printed as windows lock. Returns the exit code. Throws
 * what keeps it from starting: a root that is no folder, none named for other computers, no Node for the engine, a port
 * in use, no build, a certificate that does not serve.
 */
export async function runServe(options: ServeOptions = {}): Promise<number> {
  const { userData = userDataDirectory(), application = projectFolder(), print = printLine } = options;
  const roots = await requireRootFolders(options.roots ?? rootsUnnamed(options));
  const remote = options.remote === undefined ? {} : { remote: readRemote(options.remote) };
  const log = openLog(userData, 'shell');
  const engine = startEngineHost({ userData, log, roots, ...options.engine });
  const takeBack = leaveLastWords(userData, log, (report) => {
    process.stderr.write(
      `chirograph: ends on a mistake of its own${report === null ? '' : `; a report is in ${report.file}`}\n`,
    );
    process.exit(1);
  });
  try {
    const shell = await serveBrowser({
      engine,
      renderer: path.join(application, 'out', 'renderer'),
      log,
      print,
      ...remote,
      ...(options.idleMinutes === undefined ? {} : { idleMinutes: options.idleMinutes }),
      ...(options.port === undefined ? {} : { port: options.port }),
    });
    print(shell.address);
    await told(options.signal ?? endingSignal());
    await shell.close();
  } finally {
    takeBack();
    await engine.close();
  }
  return 0;
}

/** On this computer an examiner works in their own home; others are let in nowhere that the operator did not name. */
function rootsUnnamed({ remote }: ServeOptions): RootFolders {
  if (remote === undefined) return [homedir()];
  throw new ChirographError(
    'invalid-arguments',
    'Other computers are served cases of folders that you name only: name them with --root <folder>.',
  );
}

/**
 * Opens Chirograph's window: in Electron where its program is here or can be fetched, else in the browser, saying
 * why in one line. Returns the exit code.
 */
export async function runGui(options: GuiOptions = {}): Promise<number> {
  const { userData = userDataDirectory(), application = projectFolder(), print = printLine } = options;
  const reason = (options.whyNoWindow ?? whyNoWindow)();
  const electron = reason === null ? await findOrFetchElectron(application, userData) : { reason };
  const outcome =
    electron.binary === undefined
      ? electron
      : await runElectron(electron.binary, application, userData, options.now ?? (() => performance.now()));
  if (outcome.reason === undefined) return outcome.exitCode;
  print(`Electron's window cannot be shown: ${outcome.reason}. Open this address in a browser instead:`);
  return runServe(options);
}

type ElectronRun = { exitCode: number; reason?: never } | { reason: string };

/** Runs the app to its end; a reason instead of an exit code where it could not start. */
function runElectron(
  binary: string,
  application: string,
  userData: string,
  now: () => number,
): Promise<ElectronRun> {
  if (!existsSync(path.join(application, 'out', 'main', 'electron.js'))) {
    return Promise.resolve({ reason: 'it is not built; "npm run build" builds it' });
  }
  const started = now();
  const environment = { ...process.env, CHIROGRAPH_USER_DATA: userData };
  const child = spawn(binary, [application], { stdio: 'inherit', env: environment });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  return new Promise<ElectronRun>((resolve) => {
    child.once('error', (error) => resolve({ reason: error.message }));
    child.once('exit', (code, signal) => {
      const failed = code !== 0 && !['SIGINT', 'SIGTERM'].includes(signal ?? '');
      if (failed && now() - started < STARTING_MILLISECONDS) {
        resolve({ reason: `Electron ended at once (${signal === null ? `exit code ${code}` : signal})` });
      } else resolve({ exitCode: code ?? 1 });
    });
  }).finally(() => {
    process.off('SIGINT', pass);
    process.off('SIGTERM', pass);
  });
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function endingSignal(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  // Its terminal was closed: an end as good as Ctrl C, and no crash.
  process.once('SIGHUP', () => controller.abort());
  return controller.signal;
}

function told(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
