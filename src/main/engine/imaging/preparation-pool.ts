import { fork, type ChildProcess } from 'node:child_process';
import { statSync, type Stats } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ChirographError } from '../../../contract/schema.ts';
import { cancelled } from '../../../contract/wire.ts';
import { engineText } from '../../../language/told/told.ts';
import { STEADY_COMPILER } from '../steady-compiler.ts';
import { limits, MEBIBYTE } from './limits.ts';
import { processorTime } from './processor-time.ts';
import { saysOutOfMemory } from './memory-refusal.ts';
import type { CutFile, Preparation, PreparedFile, PreparedPage, RenderedImage } from './preparation.ts';
import {
  FAULTY,
  OVER_MEMORY,
  PAGES_KEPT,
  PDF_STOPPED,
  type Answer,
  type Task,
} from './preparation-messages.ts';

export interface PreparationOptions {
  /** Child processes at most; 2, or 1 on a machine with one core. */
  readonly children?: number;
  /** Time for each page of a file, in milliseconds, to which its size adds (see `limits`). */
  readonly timeLimitMs?: number;
  /** Time for the headers of a file's pages together, in milliseconds. */
  readonly headersLimitMs?: number;
  /** A clock in milliseconds that only goes forward. */
  readonly now?: () => number;
  /** Processor time of a process in milliseconds, null where it is not known; as the system says it where left out. */
  readonly processorTime?: (pid: number) => number | null;
  /** Resident memory of each child, in MiB. */
  readonly memoryLimitMb?: number;
  /** Told of each child that died over a file, for the log. */
  readonly onDeath?: (death: ChildDeath) => void;
  /** The module that a child runs; the real one where left out. */
  readonly entry?: string;
}

/** How a child ended over a file; it names no file. */
export interface ChildDeath {
  readonly how: string;
  /** Deaths over this file so far; at the second it is set aside. */
  readonly deaths: number;
  /** The end of what the child wrote to its standard error. */
  readonly stderr: string;
}

/** Deaths of a child over one file after which the file is left alone. */
const MOST_DEATHS = 2;
/** Bytes of a child's last words kept for the log. */
const LAST_WORDS = 4000;

type Outcome = PreparedFile | CutFile | RenderedImage;

interface Job {
  readonly task: Task;
  readonly file: string;
  readonly pages: PreparedPage[];
  readonly onPage: (done: number, pages: number) => void;
  resolve(result: Outcome): void;
  reject(error: ChirographError): void;
  /** Set once the job has an outcome: what the child still says about it is ignored. */
  settled: boolean;
}

interface Child {
  readonly process: ChildProcess;
  job: Job | null;
  /** The pages that it holds decoded, the one shown last at the end. */
  shown: readonly string[];
  ready: boolean;
  lastWords: string;
  timer: NodeJS.Timeout | null;
  /** What the page in work was given. */
  allowedMs: number;
  /** When the first header of the file in work was read; null before that. */
  headersSince: number | null;
  /** Why this child is being killed, where it was this side's doing. */
  killed: 'time' | 'headers' | 'cancel' | 'close' | null;
}

/** In source this module runs as it is; in the build every process is one flat file beside the others. */
const ENTRY = path.join(
  import.meta.dirname,
  import.meta.filename.endsWith('.ts') ? 'preparation-child.ts' : 'preparation-child.js',
);

/**
 * Starts the preparation of image files in child processes, each when it is first needed.
 *
 * A child that dies, passes its memory limit or its time limit is replaced, and its file is tried once more in the
 * fresh one; a file at two deaths is set aside until its size or time of change differs.
 */
export function createPreparation(options: PreparationOptions = {}): Preparation {
  return new PreparationPool(options);
}

class PreparationPool implements Preparation {
  readonly #size: number;
  readonly #timeLimitMs: number;
  readonly #headersLimitMs: number;
  readonly #now: () => number;
  readonly #processorTime: (pid: number) => number | null;
  readonly #memoryLimitMb: number;
  readonly #entry: string;
  readonly #onDeath: (death: ChildDeath) => void;
  readonly #children = new Set<Child>();
  /** Pictures and words that somebody waits for go before files that a run works through. */
  readonly #urgent: Job[] = [];
  readonly #queue: Job[] = [];
  readonly #deaths = new Map<string, { count: number; reason: string; final: boolean }>();
  #closed = false;

  constructor(options: PreparationOptions) {
    this.#size = options.children ?? (os.availableParallelism() > 1 ? 2 : 1);
    this.#timeLimitMs = options.timeLimitMs ?? limits.pageMilliseconds;
    this.#headersLimitMs = options.headersLimitMs ?? limits.headersMilliseconds;
    this.#now = options.now ?? (() => performance.now());
    this.#processorTime = options.processorTime ?? processorTime;
    this.#memoryLimitMb = options.memoryLimitMb ?? limits.childMebibytes;
    this.#entry = options.entry ?? ENTRY;
    this.#onDeath = options.onDeath ?? (() => undefined);
  }

  prepare(...[source, signal, onPage]: Parameters<Preparation['prepare']>): Promise<PreparedFile> {
    const task: Task = { kind: 'prepare', ...source };
    // Of one page somebody waits for what is seen of it.
    const queue = source.page === undefined ? this.#queue : this.#urgent;
    return this.#enter(task, source.path, queue, signal, onPage) as Promise<PreparedFile>;
  }

  cut(request: Parameters<Preparation['cut']>[0], signal?: AbortSignal): Promise<CutFile> {
    const { path: file, regions, as = 'word' } = request;
    const task: Task = { kind: 'cut', path: file, regions, as };
    return this.#enter(task, request.path, this.#urgent, signal) as Promise<CutFile>;
  }

  render(request: Parameters<Preparation['render']>[0], signal?: AbortSignal): Promise<RenderedImage> {
    return this.#enter(
      { kind: 'render', request },
      request.path,
      this.#urgent,
      signal,
    ) as Promise<RenderedImage>;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of [...this.#urgent.splice(0), ...this.#queue.splice(0)]) job.reject(cancelled());
    await Promise.all(
      [...this.#children].map((child) => {
        const ended = new Promise<void>((resolve) => child.process.once('close', () => resolve()));
        child.job?.reject(cancelled());
        this.#kill(child, 'close');
        return ended;
      }),
    );
  }

  #enter(
    task: Task,
    file: string,
    queue: Job[],
    signal: AbortSignal | undefined,
    onPage: (done: number, pages: number) => void = () => undefined,
  ): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      if (this.#closed || signal?.aborted) {
        reject(cancelled());
        return;
      }
      const setAside = this.#setAside(file);
      if (setAside !== null) {
        reject(setAside);
        return;
      }
      const abort = (): void => this.#cancel(job, queue);
      const settle = (): void => {
        job.settled = true;
        signal?.removeEventListener('abort', abort);
      };
      const job: Job = {
        task,
        file,
        pages: [],
        onPage,
        settled: false,
        resolve: (result) => {
          settle();
          resolve(result);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      queue.push(job);
      this.#assign();
    });
  }

  /** Takes a job out of the queue, or ends the child at work on it: a decoder cannot be interrupted. */
  #cancel(job: Job, queue: Job[]): void {
    const at = queue.indexOf(job);
    if (at >= 0) queue.splice(at, 1);
    job.reject(cancelled());
    for (const child of this.#children) if (child.job === job) this.#kill(child, 'cancel');
  }

  #assign(): void {
    if (this.#closed) return;
    for (const queue of [this.#urgent, this.#queue]) {
      for (const job of [...queue]) {
        if (!this.#idle.length && this.#children.size >= this.#size) return;
        if (this.#busyWith(pageOf(job.task))) continue;
        queue.splice(queue.indexOf(job), 1);
        this.#give(this.#childFor(job.task), job);
      }
    }
  }

  get #idle(): Child[] {
    return [...this.#children].filter((child) => child.job === null && child.killed === null);
  }

  /** Whether the child that holds this page shows a part of a page just now: waiting is shorter than decoding once more. */
  #busyWith(page: string | null): boolean {
    return (
      page !== null &&
      [...this.#children].some(
        ({ shown, job, killed }) => shown.includes(page) && job?.task.kind === 'render' && killed === null,
      )
    );
  }

  /** The idle child that holds the page; else one with room for it, a fresh one among them. */
  #childFor(task: Task): Child {
    const page = pageOf(task);
    const idle = this.#idle.toSorted((a, b) => a.shown.length - b.shown.length);
    const holding = idle.find(({ shown }) => page !== null && shown.includes(page));
    const room = idle.find(({ shown }) => page === null || shown.length < PAGES_KEPT);
    if (holding ?? room) return (holding ?? room)!;
    return this.#children.size < this.#size ? this.#start() : idle[0]!;
  }

  #give(child: Child, job: Job): void {
    child.job = job;
    const page = pageOf(job.task);
    if (page !== null) {
      child.shown = [...child.shown.filter((each) => each !== page), page].slice(-PAGES_KEPT);
    }
    if (child.ready) this.#begin(child);
  }

  /** Hands the task over once the child can take it: loading the decoder is not on the file's account. */
  #begin(child: Child): void {
    if (child.job === null) return;
    const mebibytes = (factsOf(child.job.file)?.size ?? 0) / MEBIBYTE;
    child.headersSince = null;
    this.#restartTimer(child, mebibytes * limits.mebibyteMilliseconds);
    child.process.send(child.job.task);
  }

  /** @param allowance milliseconds on top, for a large file or page. */
  #restartTimer(child: Child, allowance = 0): void {
    child.allowedMs = this.#timeLimitMs + allowance;
    this.#setTimer(child, child.allowedMs, 'time');
  }

  /** The time runs on while the computer is busy with something else: what counts is the child's own, where it is known. */
  #setTimer(child: Child, milliseconds: number, reason: 'time' | 'headers'): void {
    const begun = this.#ownTime(child);
    const wait = (waits: number, left: number): void => {
      if (child.timer !== null) clearTimeout(child.timer);
      child.timer = setTimeout(() => {
        const now = this.#ownTime(child);
        const spent = begun === null || now === null ? milliseconds : now - begun;
        if (spent >= milliseconds || waits >= limits.pageWaits) this.#kill(child, reason);
        else wait(waits + 1, milliseconds - spent);
      }, left);
    };
    wait(0, milliseconds);
  }

  #ownTime({ process: { pid } }: Child): number | null {
    return pid === undefined ? null : this.#processorTime(pid);
  }

  /** The next header has the time of a page, or what is left of the time for all headers. */
  #hearHeader(child: Child): void {
    child.headersSince ??= this.#now();
    const left = this.#headersLimitMs - (this.#now() - child.headersSince);
    if (left < 0) this.#kill(child, 'headers');
    else if (left < this.#timeLimitMs) this.#setTimer(child, left, 'headers');
    else this.#restartTimer(child);
  }

  #kill(child: Child, reason: NonNullable<Child['killed']>): void {
    child.killed ??= reason;
    child.process.kill('SIGKILL');
  }

  #start(): Child {
    const process = fork(this.#entry, [String(this.#memoryLimitMb)], {
      serialization: 'advanced',
      ...commandFor(this.#memoryLimitMb),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const child: Child = {
      process,
      job: null,
      shown: [],
      ready: false,
      lastWords: '',
      timer: null,
      allowedMs: 0,
      headersSince: null,
      killed: null,
    };
    this.#children.add(child);
    process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      child.lastWords = (child.lastWords + text).slice(-LAST_WORDS);
    });
    process.on('message', (answer: Answer) => this.#hear(child, answer));
    process.on('error', (error) => {
      child.lastWords += String(error);
      if (process.pid === undefined) this.#bury(child, null, null);
    });
    process.once('close', (code, signal) => this.#bury(child, code, signal));
    return child;
  }

  #hear(child: Child, answer: Answer): void {
    if (answer.kind === 'ready') {
      child.ready = true;
      this.#begin(child);
      return;
    }
    const { job } = child;
    if (job === null) return;
    if (answer.kind === 'header') {
      this.#hearHeader(child);
      return;
    }
    if (answer.kind === 'begun') {
      this.#restartTimer(child, (answer.pixels / 1_000_000) * limits.megapixelMilliseconds);
      return;
    }
    if (answer.kind === 'page') {
      job.pages.push(answer.page);
      this.#restartTimer(child);
      if (!job.settled) job.onPage(job.pages.length, answer.of);
      return;
    }
    if (child.timer !== null) clearTimeout(child.timer);
    child.timer = null;
    child.job = null;
    if (!job.settled) {
      if (answer.kind === 'problem') job.reject(ChirographError.fromProblem(answer.problem));
      else if (answer.kind === 'rendered') job.resolve(answer.image);
      else if (answer.kind === 'cut') job.resolve(answer.file);
      else job.resolve({ ...answer.file, pages: job.pages });
    }
    this.#assign();
  }

  /** Settles what a dead child leaves behind: its file is tried again, set aside, or was cancelled. */
  #bury(child: Child, code: number | null, signal: NodeJS.Signals | null): void {
    if (!this.#children.delete(child)) return;
    if (child.timer !== null) clearTimeout(child.timer);
    const { job } = child;
    if (job !== null && !job.settled) {
      if (child.ready) this.#retry(child, job, code, signal);
      else job.reject(this.#notStarted(child, code, signal));
    }
    this.#assign();
  }

  #retry(child: Child, job: Job, code: number | null, signal: NodeJS.Signals | null): void {
    const name = identity(job.file);
    const reason = this.#reasonOf(child, code, signal);
    const count = (this.#deaths.get(name)?.count ?? 0) + 1;
    // What took all its time would take it again.
    const final = child.killed === 'time' || child.killed === 'headers';
    this.#deaths.set(name, { count, reason, final });
    this.#onDeath({
      how: signal === null ? `exit code ${code}` : `signal ${signal}`,
      deaths: count,
      stderr: child.lastWords,
    });
    const setAside = this.#setAside(job.file);
    if (setAside !== null) {
      job.reject(setAside);
      return;
    }
    job.pages.length = 0;
    (job.task.kind === 'prepare' ? this.#queue : this.#urgent).unshift(job);
  }

  #reasonOf(child: Child, code: number | null, signal: NodeJS.Signals | null): string {
    if (child.killed === 'time') return `a page took longer than ${seconds(child.allowedMs)} s`;
    if (child.killed === 'headers') {
      return `reading the headers of all its pages took longer than ${seconds(this.#headersLimitMs)} s`;
    }
    if (code === OVER_MEMORY) return `it needed more than ${this.#memoryLimitMb} MiB of memory`;
    if (saysOutOfMemory(child.lastWords)) return `it needed more than ${this.#memoryLimitMb} MiB of memory`;
    if (code === PDF_STOPPED) return 'what reads PDF documents broke off each time';
    if (code === FAULTY) return 'its lines and words were computed wrongly each time';
    return `the decoder stopped (${signal ?? `exit code ${code}`})`;
  }

  #setAside(file: string): ChirographError | null {
    if (this.#deaths.size === 0) return null;
    const deaths = this.#deaths.get(identity(file));
    if (deaths === undefined || (deaths.count < MOST_DEATHS && !deaths.final)) return null;
    return new ChirographError(
      'set-aside',
      engineText(
        'en',
        '{name} was set aside after {count, plural, one {# failed attempt} other {# failed attempts}} to decode it: {reason}. The other items are not affected. Save the image anew with another program and add that copy.',
        { name: path.basename(file), count: deaths.count, reason: deaths.reason },
      ),
    );
  }

  #notStarted(child: Child, code: number | null, signal: NodeJS.Signals | null): ChirographError {
    return new ChirographError(
      'decoder-failed',
      'The process that decodes images could not be started. Install Chirograph again; the log has the details.',
      { details: `${signal ?? `exit code ${code}`}\n${child.lastWords}` },
    );
  }
}

/**
 * How a child is started so that it cannot hold more memory than it may. V8's heap has its own limit and the child
 * looks at its own size, but a decoder can ask for many gigabytes between two looks: where there is a POSIX shell, the
 * system refuses it all that is over the limit. The process that the shell becomes keeps its id and its channel.
 */
function commandFor(memoryLimitMb: number): { execPath?: string; execArgv: string[] } {
  const heap = `--max-old-space-size=${Math.ceil(memoryLimitMb / 2)}`;
  if (process.platform === 'win32') return { execArgv: [heap, STEADY_COMPILER] };
  const kibibytes = (memoryLimitMb + limits.childReservedMebibytes) * 1024;
  // A stricter limit that the whole program already runs under stays.
  const limited = 'ulimit -d "$0" 2>/dev/null; exec "$@"';
  return {
    execPath: '/bin/sh',
    execArgv: ['-c', limited, String(kibibytes), process.execPath, heap, STEADY_COMPILER],
  };
}

/** The page that a picture is cut from, which the child then holds; null for all other work. */
function pageOf(task: Task): string | null {
  if (task.kind !== 'render') return null;
  const { path: file, page, box, tile } = task.request;
  return box === undefined && tile === undefined ? null : `${file}\0${page}`;
}

/** As a message names it: to a hundredth. */
const seconds = (milliseconds: number): number => Math.round(milliseconds / 10) / 100;

/** What the system says of a file; null where it says nothing, which the child that reads the file then gives the reason for. */
function factsOf(file: string): Stats | null {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}

/** A file as it stands now: a corrected one under the same name gets its own chance. */
function identity(file: string): string {
  const facts = factsOf(file);
  return `${file}\0${facts?.size}\0${facts?.mtimeMs}`;
}
