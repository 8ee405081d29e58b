import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

export interface RotatingFileOptions {
  /** Bytes above which the file is set aside before the next line. */
  readonly largestBytes?: number;
  /** Files set aside that are kept, the newest. */
  readonly kept?: number;
}

/** What a file that was set aside is called after its name. */
const SET_ASIDE = /\.\d{4}-\d\d-\d\dT[\d-]+Z-\d+-\d+\.log$/u;

/**
 * A log file, `<folder>/<name>.log`, that several processes may append to, with the files set aside before it as
 * `<name>.<time>-<pid>-<n>.log`.
 *
 * The libraries that rotate (pino-roll, rotating-file-stream) write asynchronously, some from a thread: what they
 * hold when the process dies is lost, and the last line before a death is the one that matters. So this is ours:
 * every line is one synchronous write in append mode, which a system never mixes with another process's. A file is
 * set aside under a name that is nobody else's, so two processes that rotate at once cannot overwrite each other's
 * lines; whoever still holds the old file sees before the next line that the name has passed on, and follows it.
 *
 * A log must never keep the program from working: where the disk refuses, the line is dropped.
 */
export class RotatingFile {
  readonly #folder: string;
  readonly #name: string;
  readonly #largestBytes: number;
  readonly #kept: number;
  #descriptor: number | null = null;
  #setAside = 0;

  constructor(folder: string, name: string, options: RotatingFileOptions = {}) {
    this.#folder = folder;
    this.#name = name;
    this.#largestBytes = options.largestBytes ?? 5_000_000;
    this.#kept = options.kept ?? 5;
  }

  /** Path of the file that lines go to now. */
  get file(): string {
    return path.join(this.#folder, `${this.#name}.log`);
  }

  /** Appends one line, which ends in a line break; it is with the operating system when this returns. */
  write(line: string): void {
    try {
      const bytes = Buffer.from(line);
      const descriptor = this.#current(bytes.length);
      let written = 0;
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
    } catch {
      this.#close();
    }
  }

  /** The open file, after it was set aside or followed where that was due. */
  #current(coming: number): number {
    if (this.#descriptor !== null && !this.#isStillNamed(this.#descriptor)) this.#close();
    this.#descriptor ??= this.#open();
    const { size } = fstatSync(this.#descriptor);
    if (size === 0 || size + coming <= this.#largestBytes) return this.#descriptor;
    this.#close();
    this.#rename();
    return (this.#descriptor = this.#open());
  }

  #open(): number {
    mkdirSync(this.#folder, { recursive: true });
    return openSync(this.file, 'a');
  }

  #close(): void {
    if (this.#descriptor === null) return;
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    closeSync(descriptor);
  }

  #isStillNamed(descriptor: number): boolean {
    const ours = fstatSync(descriptor, { bigint: true });
    const named = statSync(this.file, { bigint: true, throwIfNoEntry: false });
    return named !== undefined && named.ino === ours.ino && named.dev === ours.dev;
  }

  #rename(): void {
    const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
    // As long for every number: names are sorted to find the oldest, also of those of one millisecond.
    const number = String(++this.#setAside).padStart(6, '0');
    const name = `${this.#name}.${time}-${process.pid}-${number}.log`;
    try {
      renameSync(this.file, path.join(this.#folder, name));
    } catch {
      // Another process was first, or the system holds the file: the line goes into what the name stands for now.
      return;
    }
    const before = readdirSync(this.#folder)
      .filter((each) => each.startsWith(`${this.#name}.`) && SET_ASIDE.test(each))
      .sort();
    for (const each of before.slice(0, -this.#kept)) rmSync(path.join(this.#folder, each), { force: true });
  }
}
