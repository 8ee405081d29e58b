import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Logger } from 'pino';
import * as v from 'valibot';
import {
  events,
  type Arguments,
  type CallOptions,
  type Engine,
  type EventName,
  type Events,
  type MethodName,
  type Result,
} from '../../contract/methods.ts';
import { ChirographError, type Problem } from '../../contract/schema.ts';
import { connect } from '../../contract/wire.ts';
import { hidePaths } from '../log.ts';
import { RestartLimit } from '../restart-limit.ts';
import type { RootFolders } from './case/roots.ts';
import { Announcement } from './engine-process-messages.ts';
import { findPlainNode } from './plain-node.ts';
import { channelOf } from './process-channel.ts';

/** The engine ends itself within five seconds of being let go; a little more, and it is killed. */
const CLOSING_MILLISECONDS = 7_000;

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
 * After five deaths within a minute the engine stays down: `engine.stopped` is emitted and every call fails.
 * Throws `engine-stopped` at once when no Node is found to run it.
 */
export function startEngineHost(options: EngineHostOptions): EngineHost {
  return new ForkedEngine(options);
}

class ForkedEngine implements EngineHost {
  readonly #options: EngineHostOptions;
  readonly #node: string;
  readonly #log: Logger;
  readonly #limit: RestartLimit;
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  #child: ChildProcess | null = null;
  /** The engine that takes calls now, or will once it has started. */
  #engine = pendingEngine();
  #timer: NodeJS.Timeout | undefined;
  #lastDeath: Problem | null = null;
  #startFailure: Problem | null = null;
  #closing = false;

  constructor(options: EngineHostOptions) {
    this.#options = options;
    this.#node = options.nodePath ?? findPlainNode();
    this.#log = options.log.child({ part: 'engine-host' });
    this.#limit = options.limit ?? new RestartLimit();
    this.#start();
  }

  async call<M extends MethodName>(
    method: M,
    args: Arguments<M>,
    options: CallOptions = {},
  ): Promise<Result<M>> {
    const engine = await this.#engine.promise;
    return engine.call(method, args, options);
  }

  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#timer);
    this.#engine.reject(new ChirographError('engine-stopped', 'Chirograph is closing.'));
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
    const child = fork(
      this.#options.entry ?? besideThisModule('engine-process'),
      [
        ...['--user-data', userData],
        ...(modelsDirectory === undefined ? [] : ['--models', modelsDirectory]),
        ...(roots ?? []).flatMap((root) => ['--root', root]),
      ],
      {
        execPath: this.#node,
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        windowsHide: true,
      },
    );
    this.#child = child;
    const engine = connect(
      channelOf(
        child,
        'The engine stopped while it worked on this. What was saved before is kept; try again.',
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
      this.#log.warn({ stderr: hidePaths(text.slice(0, 4_000)) }, 'the engine process wrote to stderr');
    });
    child.once('disconnect', () => {
      if (this.#closing) return;
      this.#takeNoCalls();
      // A process that dropped its channel serves nobody, and may still hold a case: the next one starts after it ended.
      child.kill('SIGKILL');
    });
    child.once('error', (error) => {
      this.#log.error({ err: error }, 'the engine process could not be started');
      if (child.pid === undefined) this.#died(`it could not be started: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      this.#died(signal === null ? `exit code ${code}` : `signal ${signal}`);
    });
  }

  #isReady(engine: Engine): void {
    this.#startFailure = null;
    this.#engine.resolve(engine);
    if (this.#lastDeath === null) return;
    const problem = this.#lastDeath;
    this.#lastDeath = null;
    this.#emit('engine.restarted', { problem });
  }

  /** From here on a call waits for the next engine. */
  #takeNoCalls(): void {
    if (this.#engine.settled()) this.#engine = pendingEngine();
  }

  #died(how: string): void {
    this.#child = null;
    if (this.#closing) return;
    this.#takeNoCalls();
    const { recent, mayStart } = this.#limit.died();
    this.#log.error({ how, recent }, 'the engine process died');
    if (!mayStart) {
      const problem = this.#staysDown(how);
      this.#engine.reject(ChirographError.fromProblem(problem));
      this.#emit('engine.stopped', { problem });
      return;
    }
    this.#lastDeath = {
      code: 'engine-stopped',
      message:
        'The engine stopped unexpectedly and was started again. What was saved is kept; ' +
        'what it was working on has to be started again.',
      details: how,
    };
    const { backOff = [0, 250, 1_000, 3_000] } = this.#options;
    this.#timer = setTimeout(() => this.#start(), backOff[recent - 1] ?? backOff.at(-1) ?? 0);
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
