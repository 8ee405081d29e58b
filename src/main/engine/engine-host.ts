import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Logger } from 'pino';
import * as v from 'valibot';
import {
  events,
  type Arguments,
  type CallOptions,
  type CrashReport,
  type Engine,
  type EventName,
  type Events,
  type MethodName,
  type Result,
} from '../../contract/methods.ts';
import { ChirographError, type Problem } from '../../contract/schema.ts';
import { connect } from '../../contract/wire.ts';
import {
  addToCrashReport,
  crashesFolder,
  crashReportOf,
  logSection,
  madeCrashesFolder,
  machineSection,
  offerCrashReport,
  writeCrashReport,
  type Run,
} from '../crash-report.ts';
import { engineText } from '../../language/told/told.ts';
import { plainOutput } from '../log-redaction.ts';
import { nodeReportOptions, takeNodeReport } from '../node-report.ts';
import { markSession, takeUncleanEnds } from '../session-marker.ts';
import { RestartLimit } from '../restart-limit.ts';
import { CallsAtWork } from './calls-at-work.ts';
import type { RootFolders } from './case/roots.ts';
import { Announcement } from './engine-process-messages.ts';
import { softwareName } from './installation.ts';
import { findPlainNode } from './plain-node.ts';
import { channelOf } from './process-channel.ts';

export { requireRootFolders, type RootFolders } from './case/roots.ts';

/** The engine ends itself within five seconds of being let go; a little more, and it is killed. */
const CLOSING_MILLISECONDS = 7_000;
/** What a dead process wrote last may arrive after the news of its death. */
const LAST_WORDS_MILLISECONDS = 500;
/** Characters of it that are kept for a crash report. */
const LAST_WORDS = 8_000;

export interface EngineHostOptions {
  readonly userData: string;
  readonly log: Logger;
  /** A plain Node that can run the engine; looked for where left out. */
  readonly nodePath?: string;
  /** The engine's process entry; engine-process beside this module where left out. */
  readonly entry?: string;
  readonly modelsDirectory?: string;
  /** Real paths of the folders that callers are confined to; null or left out for no confinement. */
  readonly roots?: RootFolders | null;
  /** Milliseconds to wait before the first, second … start after deaths in close succession. */
  readonly backOff?: readonly number[];
  readonly limit?: RestartLimit;
}

/** An engine in a process of its own. */
export interface EngineHost extends Engine {
  /** Lets the engine finish its writes and ends its process. Calls still waiting fail with `engine-stopped`. */
  close(): Promise<void>;
}

/**
 * Starts the engine's process and starts it again when it dies.
 *
 * A call that was in work at a death fails with `engine-stopped`; a call that comes while the engine starts waits for
 * it. After each death `engine.restarted` is emitted as soon as the new process takes calls: it has no case open.
 * After five deaths within a minute the engine stays down: `engine.stopped` is emitted, to who listens later as well,
 * and every call fails. Each death leaves a crash report on the disk, which both events carry.
 * Throws `engine-stopped` at once when no Node is found to run it.
 */
export function startEngineHost(options: EngineHostOptions): EngineHost {
  return new ForkedEngine(options);
}

class ForkedEngine implements EngineHost {
  readonly #options: EngineHostOptions;
  readonly #node: string;
  /** Read once: a death is no time to find that the program's files are gone. */
  readonly #software = softwareName();
  readonly #log: Logger;
  readonly #limit: RestartLimit;
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  #child: ChildProcess | null = null;
  /** The engine that takes calls now, or will once it has started. */
  #engine = pendingEngine();
  #timer: NodeJS.Timeout | undefined;
  #lastDeath: Events['engine.restarted'] | null = null;
  #stopped: Events['engine.stopped'] | null = null;
  readonly #atWork = new CallsAtWork();
  readonly #endSession: () => void;
  #startFailure: Problem | null = null;
  #closing = false;

  constructor(options: EngineHostOptions) {
    this.#options = options;
    this.#node = options.nodePath ?? findPlainNode();
    this.#log = options.log.child({ part: 'engine-host' });
    this.#limit = options.limit ?? new RestartLimit();
    reportUncleanEnds(options.userData);
    this.#endSession = markSession(options.userData);
    this.#start();
  }

  async call<M extends MethodName>(
    method: M,
    args: Arguments<M>,
    options: CallOptions = {},
  ): Promise<Result<M>> {
    const engine = await this.#engine.promise;
    return this.#atWork.follow(method, args, engine.call(method, args, options));
  }

  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set);
    set.add(listener);
    const stopped = this.#stopped;
    if (event === 'engine.stopped' && stopped !== null) {
      queueMicrotask(() => set.has(listener) && listener(stopped as Events[E]));
    }
    return () => set.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#timer);
    this.#engine.reject(new ChirographError('engine-stopped', 'Chirograph is closing.'));
    this.#endSession();
    const child = this.#child;
    if (child === null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const killer = setTimeout(() => child.kill('SIGKILL'), CLOSING_MILLISECONDS);
    if (child.connected) child.disconnect();
    await ended;
    clearTimeout(killer);
  }

  #start(): void {
    const { userData, modelsDirectory, roots } = this.#options;
    const startedAt = new Date().toISOString();
    const started = performance.now();
    const child = fork(
      this.#options.entry ?? besideThisModule('engine-process'),
      [
        ...['--user-data', userData],
        ...(modelsDirectory === undefined ? [] : ['--models', modelsDirectory]),
        ...(roots ?? []).flatMap((root) => ['--root', root]),
      ],
      {
        execPath: this.#node,
        env: withoutNodeSettings(process.env),
        execArgv: nodeReportOptions(madeCrashesFolder(userData)),
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        windowsHide: true,
      },
    );
    this.#child = child;
    let lastWords = '';
    const engine = connect(
      channelOf(
        child,
        engineText(
          'en',
          'The engine stopped while it worked on this. What was saved before is kept; try again.',
        ),
      ),
    );
    for (const event of Object.keys(events) as EventName[]) {
      engine.on(event, (payload) => this.#emit(event, payload));
    }
    child.on('message', (message) => {
      const announcement = v.safeParse(Announcement, message);
      if (!announcement.success) return;
      if (announcement.output.kind === 'ready') this.#isReady(engine);
      else this.#startFailure = announcement.output.problem;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-LAST_WORDS);
      this.#log.warn({ stderr: text.slice(0, 4_000) }, 'the engine process wrote to stderr');
    });
    child.once('disconnect', () => {
      if (this.#closing) return;
      this.#takeNoCalls();
      // A process that dropped its channel serves nobody, and may still hold a case: the next one starts after it ended.
      child.kill('SIGKILL');
    });
    child.once('error', (error) => {
      this.#log.error({ err: error }, 'the engine process could not be started');
      if (child.pid === undefined) this.#died('it could not be started', null);
    });
    child.once('exit', (code, signal) => {
      this.#child = null;
      const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
      const seconds = (performance.now() - started) / 1_000;
      const { pid = 0 } = child;
      const bury = (): void => {
        clearTimeout(patience);
        child.off('close', bury);
        this.#died(how, { pid, startedAt, seconds, lastWords });
      };
      const patience = setTimeout(bury, LAST_WORDS_MILLISECONDS);
      child.once('close', bury);
    });
  }

  #isReady(engine: Engine): void {
    this.#startFailure = null;
    this.#engine.resolve(engine);
    if (this.#lastDeath === null) return;
    const death = this.#lastDeath;
    this.#lastDeath = null;
    this.#emit('engine.restarted', death);
  }

  /** From here on a call waits for the next engine. */
  #takeNoCalls(): void {
    if (this.#engine.settled()) this.#engine = pendingEngine();
  }

  #died(how: string, life: EngineLife | null): void {
    this.#child = null;
    if (this.#closing) return;
    this.#takeNoCalls();
    const { recent, mayStart } = this.#limit.died();
    const report = this.#report(how, recent, life);
    const crashReport = report === null ? {} : { crashReport: report };
    this.#log.error(
      { how, recent, ...(report === null ? {} : { crashReport: path.basename(report.file) }) },
      'the engine process died',
    );
    if (!mayStart) {
      const problem = this.#staysDown(how);
      this.#stopped = { problem, ...crashReport };
      this.#engine.reject(ChirographError.fromProblem(problem));
      this.#emit('engine.stopped', this.#stopped);
      return;
    }
    this.#lastDeath = {
      problem: {
        code: 'engine-stopped',
        message:
          'The engine stopped unexpectedly and was started again. What was saved is kept; ' +
          'what it was working on has to be started again.',
        details: how,
      },
      ...crashReport,
    };
    const { backOff = [0, 250, 1_000, 3_000] } = this.#options;
    this.#timer = setTimeout(() => this.#start(), backOff[recent - 1] ?? backOff.at(-1) ?? 0);
  }

  /** Writes down what is known of a death: on top of what the engine said itself, where it still could. */
  #report(how: string, recent: number, life: EngineLife | null): CrashReport | null {
    const { userData } = this.#options;
    const pid = life?.pid ?? 0;
    const own = life === null ? null : crashReportOf(userData, 'engine', life);
    const atWork = this.#atWork.takeLines();
    const sections = [
      [
        'The engine stopped',
        [
          `${this.#software}; ${how}${life === null ? '' : ` after ${life.seconds.toFixed(1)} s`}`,
          `deaths within the last minute: ${recent}`,
          ...this.#atWork.modelLines(),
        ],
      ],
      ['It was working on', atWork.length === 0 ? ['nothing that was asked for'] : atWork],
      ['It failed to start', this.#startFailure === null ? [] : [`${this.#startFailure.code}`]],
      ['Its last output', life === null ? [] : plainOutput(life.lastWords).split('\n').filter(Boolean)],
      takeNodeReport(crashesFolder(userData), pid),
      life === null ? (['Last lines of its log', []] as const) : logSection(userData, 'engine', life),
    ] as const;
    if (own !== null) return addToCrashReport(own, sections);
    return writeCrashReport(userData, 'engine', pid, [...sections, machineSection()]);
  }

  #staysDown(how: string): Problem {
    const { deaths, withinMilliseconds } = this.#limit;
    const why = this.#startFailure === null ? '' : ` ${this.#startFailure.message}`;
    return {
      code: 'engine-stopped',
      message:
        `The engine stopped ${deaths} times within ${withinMilliseconds / 1_000} seconds and stays down.${why} ` +
        'What was saved is kept. Close Chirograph and start it again; the logs in its data folder say more.',
      details: this.#startFailure?.details ?? how,
    };
  }

  #emit<E extends EventName>(event: E, payload: Events[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload as never);
  }
}

/** What is known of an engine process that ended. */
interface EngineLife extends Run {
  readonly seconds: number;
  /** The end of what it wrote to its standard error, as it wrote it. */
  readonly lastWords: string;
}

/** Has the window show the report of a run that ended without closing, writing it where that run could not. */
function reportUncleanEnds(userData: string): void {
  for (const run of takeUncleanEnds(userData)) {
    const report =
      crashReportOf(userData, 'shell', run) ??
      writeCrashReport(userData, 'shell', run.pid, [
        [
          'Chirograph ended without closing',
          [
            `${softwareName()}; the run that began ${run.startedAt}`,
            'It crashed, or was ended from outside: by a task manager, or because memory ran out.',
          ],
        ],
        logSection(userData, 'shell', run),
        machineSection(),
      ]);
    if (report !== null) offerCrashReport(userData, report);
  }
}

/** Settings of Node that load code or trust from elsewhere: the process that holds the evidence takes none. */
const NODE_SETTINGS = ['NODE_OPTIONS', 'NODE_PATH', 'NODE_EXTRA_CA_CERTS', 'NODE_REPL_EXTERNAL_MODULE'];

function withoutNodeSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !NODE_SETTINGS.includes(name)));
}

interface PendingEngine {
  readonly promise: Promise<Engine>;
  resolve(engine: Engine): void;
  reject(error: ChirographError): void;
  settled(): boolean;
}

function pendingEngine(): PendingEngine {
  const { promise, resolve, reject } = Promise.withResolvers<Engine>();
  // Nobody may be waiting when the engine stays down; whoever calls later is told.
  promise.catch(() => undefined);
  let settled = false;
  return {
    promise,
    settled: () => settled,
    resolve: (engine) => {
      settled = true;
      resolve(engine);
    },
    reject: (error) => {
      settled = true;
      reject(error);
    },
  };
}

/** Another process's entry: in source `./x.ts`, in the build `./x.js`. */
function besideThisModule(name: string): string {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  return path.join(import.meta.dirname, `${name}.${extension}`);
}
