import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { WitnessState } from '../../../contract/case.ts';

/**
 * Whoever can write a case's database can also compute its whole chain anew. What cannot be made to fit is what another
 * place has seen: this computer keeps, outside the case, the hash of every journal entry that was written on it.
 *
 * The file is text, a line an entry: its sequence number, a blank, its hash. Lines are only ever added, each flushed to
 * the disk; what a kill tore off is no line and is passed over. It holds no personal data.
 */

export interface WitnessedEntry {
  readonly sequence: number;
  readonly hash: string;
}

/** The witness of one open case. */
export interface Witness {
  /** How the journal compared with it when the case was opened. Undefined where there was no witness before. */
  readonly state: WitnessState | undefined;
  /**
   * Adds the entries that were committed since. A witness that contradicts the journal is left as it is: it is the
   * better evidence of the two. One that cannot be written costs no change that was saved, and is made up for next time.
   */
  extend(): void;
}

/** Where the first difference lies between a journal and what was witnessed of it. */
export interface Contradiction {
  readonly sequence: number;
  /** As it was witnessed. */
  readonly expected: string;
  /** As the journal has it; null where it has no such line. */
  readonly found: string | null;
}

/** The folder of all witnesses, in this user's data. */
export const witnessFolder = (userData: string): string => path.join(userData, 'witness');

/**
 * What the witness of a case is called. A home in the user's data that began as a copy of a medium's database goes its
 * own way under the same case id: it has a witness of its own.
 */
export function witnessName(
  caseId: string,
  { folder, home }: { readonly folder: string; readonly home: string },
): string {
  return folder === home ? caseId : `${caseId}-${path.basename(home).slice(0, 24)}`;
}

/**
 * @param directory of all witnesses, in this user's data.
 * @param database the case's own, to be named where it contradicts: the witness holds no paths, and cannot tell another
 *   copy's.
 * @param entries the journal's entries after a sequence number, in their order.
 */
export function openWitness(
  directory: string,
  caseId: string,
  database: string,
  entries: (after: number) => readonly WitnessedEntry[],
): Witness {
  const seen = readWitness(directory, caseId);
  const state = seen === null ? undefined : stateOf(fileOf(directory, caseId), database, seen, entries(0));
  let last = seen === null ? 0 : lastWitnessed(seen);
  return {
    state,
    extend() {
      if (state !== undefined && state.contradiction !== null) return;
      const fresh = entries(last);
      if (fresh.length === 0) return;
      try {
        append(fileOf(directory, caseId), fresh);
        last = (fresh.at(-1) as WitnessedEntry).sequence;
      } catch {
        // Tried again with the next entry, and at the next opening.
      }
    },
  };
}

/** Hashes by sequence number; null where this computer has no witness of the case. */
export function readWitness(directory: string, caseId: string): Map<number, string> | null {
  let text: string;
  try {
    text = readFileSync(fileOf(directory, caseId), 'latin1');
  } catch {
    return null;
  }
  const seen = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [, sequence, hash] = /^(\d{1,15}) ([0-9a-f]{64})$/.exec(line) ?? [];
    // What was seen first counts: nothing that is added can unsay it.
    if (hash !== undefined && !seen.has(Number(sequence))) seen.set(Number(sequence), hash);
  }
  return seen;
}

/** The highest sequence number that was witnessed; 0 for none. */
export function lastWitnessed(seen: ReadonlyMap<number, string>): number {
  let last = 0;
  for (const sequence of seen.keys()) last = Math.max(last, sequence);
  return last;
}

/** Compares what was witnessed with a journal. Lines that follow on the last one witnessed were written elsewhere. */
export function contradictionOf(
  seen: ReadonlyMap<number, string>,
  entries: readonly WitnessedEntry[],
): Contradiction | null {
  const hashes = new Map(entries.map(({ sequence, hash }) => [sequence, hash]));
  for (const sequence of [...seen.keys()].sort((a, b) => a - b)) {
    const expected = seen.get(sequence) as string;
    const found = hashes.get(sequence) ?? null;
    if (found !== expected) return { sequence, expected, found };
  }
  return null;
}

/** What a contradiction may mean, in words; both are to be said, since the file cannot tell one from the other. */
export function contradictionText({ sequence, found }: Contradiction, journalLines: number): string {
  const what =
    found === null
      ? `The journal ends at line ${journalLines}, but this computer has seen line ${sequence} written.`
      : `Line ${sequence} of the journal is not the one that this computer has seen written.`;
  return `${what} Either an older or another copy of the case was put in its place, which is legitimate if you know of it, or the journal was altered.`;
}

function stateOf(
  witness: string,
  database: string,
  seen: ReadonlyMap<number, string>,
  entries: readonly WitnessedEntry[],
): WitnessState {
  const found = contradictionOf(seen, entries);
  if (found === null) return { lines: seen.size, contradiction: null };
  const remedy = `If it is legitimate, delete ${witness}: a new witness then begins. If it is the other copy that you work with, open that one, and move ${database} out of its folder.`;
  return {
    lines: seen.size,
    contradiction: {
      line: found.sequence,
      message: `${contradictionText(found, entries.length)} ${remedy}`,
    },
  };
}

/** Case ids are made by the engine, but a database may come from anybody: only what cannot be a path is taken. */
function fileOf(directory: string, caseId: string): string {
  return path.join(directory, /^[0-9a-z-]{8,64}$/.test(caseId) ? caseId : 'unnamed');
}

function append(file: string, entries: readonly WitnessedEntry[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const text = entries.map(({ sequence, hash }) => `${sequence} ${hash}\n`).join('');
  const descriptor = openSync(file, 'a+', 0o600);
  try {
    writeSync(descriptor, (endsTorn(descriptor) ? '\n' : '') + text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Only the last byte is read: the file grows with every change of a case. */
function endsTorn(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString('latin1') !== '\n';
}
