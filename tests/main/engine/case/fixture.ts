import { createHash, randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Examiner, Item } from '../../../../src/contract/case.ts';
import { openCaseStore } from '../../../../src/main/engine/case/open-case-store.ts';
import type {
  CaseReader,
  CaseStore,
  EmbeddingRecord,
  OpenOptions,
  PreparationRecord,
} from '../../../../src/main/engine/case/store.ts';
import { CLEAR_PAGE } from '../../../clear-page.ts';

export const examiner: Examiner = { name: 'Ada Prüfer', initials: 'AP', role: 'Examiner' };
export const model = { name: 'chirograph-word', version: '1.0', sha256: 'a'.repeat(64) };

export const hash = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** A folder that is removed when the test ends, holding files with these contents. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'chirograph-case-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) put(folder, name, content);
  return folder;
}

export function put(folder: string, name: string, content: string): void {
  const file = path.join(folder, ...name.split('/'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Opens a case that is closed when the test ends, if the test has not done so. */
export async function open(folder: string, options: Partial<OpenOptions> = {}): Promise<CaseStore> {
  const store = await openCaseStore(folder, { examiner, software: 'Chirograph 0.1.0', ...options });
  onTestFinished(() => store.close());
  return store;
}

/** The database of a closed case, closed when the test ends. */
export function rawDatabase(folder: string): Database.Database {
  const connection = new Database(path.join(folder, 'case.chirograph'));
  onTestFinished(() => {
    connection.close();
  });
  return connection;
}

export interface PlannedWord {
  readonly x: number;
  readonly y?: number;
  /** Words with the same ink have the same crop. */
  readonly ink: string;
  readonly unsure?: true;
  readonly printed?: true;
}

/** What preparation would say of a file with these words on one page, 40 x 20 pixels each, on one line. */
export function prepared(fileSha256: string, words: readonly PlannedWord[]): PreparationRecord {
  return {
    sha256: fileSha256,
    format: 'png',
    orientation: 1,
    pages: [
      {
        index: 0,
        width: 1000,
        height: 700,
        dpi: 300,
        quality: CLEAR_PAGE,
        words: words.map(({ x, y = 50, ink, ...sureness }, order) => {
          const crop = new Uint8Array(createHash('sha512').update(ink).digest());
          const box = { x, y, width: 40, height: 20 };
          return { line: 0, order, box, crop, cropSha256: hash(crop), ...sureness };
        }),
      },
    ],
  };
}

export function embedding(cropSha256: string, provider = 'cpu'): EmbeddingRecord {
  const vector = (): Float32Array => Float32Array.from(randomBytes(128), (byte) => byte / 255 - 0.5);
  return { cropSha256, writer: vector(), word: vector(), provider };
}

export function itemAt(store: CaseReader, inside: string, modelSha256: string | null = null): Item {
  const item = store.items(modelSha256).find((each) => each.path === inside);
  if (!item) throw new Error(`no item at ${inside}`);
  return item;
}

/** Runs `work` and returns the code of the ChirographError it throws. */
export async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  throw new Error('nothing was thrown');
}

export const actions = (store: CaseReader): string[] =>
  store
    .journal(undefined, 10_000)
    .entries.map((entry) => entry.action)
    .reverse();

const ORDINARY_USER = 65534;

/** Runs `work` as the owner of the folder, who is bound by permissions: the superuser, as whom tests may run, is not. */
export async function asOrdinaryUser<T>(folder: string, work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const each of ['', ...inside]) chownSync(path.join(folder, each), ORDINARY_USER, ORDINARY_USER);
  process.seteuid?.(ORDINARY_USER);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
