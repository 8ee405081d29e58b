import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import type { Case, Item } from '../../src/contract/case.ts';
import { ChirographError } from '../../src/contract/schema.ts';
import { sha256 } from '../../src/main/engine/case/hash.ts';
import { createEngine, type LocalEngine } from '../../src/main/engine/engine.ts';
import { createPreparation } from '../../src/main/engine/imaging/preparation-pool.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { seeds, type Seed } from './seeds.ts';

export interface FuzzOptions {
  readonly seed: number;
  /** Files to try, unless the time is up before. */
  readonly files: number;
  readonly milliseconds?: number;
  readonly onProgress?: (files: number) => void;
}

export interface FuzzFailure {
  /** What did not hold. */
  readonly what: string;
  /** Where the file was kept; null where it is no single file's doing. */
  readonly file: string | null;
}

export interface FuzzOutcome {
  readonly seed: number;
  readonly files: number;
  readonly seconds: number;
  /** Files that gave words, and that were prepared twice with the same crops. */
  readonly prepared: number;
  /** Deaths of decoding processes, all caught. */
  readonly deaths: number;
  readonly slowest: { readonly seconds: number; readonly name: string };
  /** How often each problem code was given. */
  readonly problems: Readonly<Record<string, number>>;
  readonly failures: readonly FuzzFailure[];
}

const FILES_PER_CASE = 50;
/** Processor time that preparing a page may take: far less than a case gives it. */
const SLOWEST_SECONDS = 10;
const as = { examiner: { name: 'Fuzz', initials: 'F', role: 'test' } };

/**
 * Takes mutated files through the whole of a case: opened, prepared, encoded, one picture read, and prepared again in a
 * fresh process. What must hold of each is checked; a file that breaks it is kept.
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzOutcome> {
  const run = new FuzzRun(options, await seeds());
  try {
    return await run.whole();
  } finally {
    run.remove();
  }
}

class FuzzRun {
  readonly #options: FuzzOptions;
  readonly #seeds: readonly Seed[];
  readonly #random: Random;
  readonly #root = mkdtempSync(path.join(tmpdir(), 'chirograph-fuzz-'));
  readonly #failures: FuzzFailure[] = [];
  readonly #problems: Record<string, number> = {};
  #kept: string | null = null;
  #files = 0;
  #prepared = 0;
  #deaths = 0;
  #slowest = { seconds: 0, name: '' };

  constructor(options: FuzzOptions, made: readonly Seed[]) {
    this.#options = options;
    this.#seeds = made;
    this.#random = new Random(options.seed);
  }

  async whole(): Promise<FuzzOutcome> {
    const { seed, files, milliseconds = Infinity, onProgress } = this.#options;
    const started = performance.now();
    let engine = await this.#startEngine();
    while (this.#files < files && performance.now() - started < milliseconds) {
      const folder = path.join(this.#root, `case-${this.#files}`);
      const names = this.#write(folder, Math.min(FILES_PER_CASE, files - this.#files));
      try {
        await this.#throughTheCase(engine, folder, names);
      } catch (error) {
        this.#fail(`the case as a whole: ${String(error)}`, null);
        for (const name of names) this.#keep(folder, name);
        await engine.close();
        engine = await this.#startEngine();
      }
      rmSync(folder, { recursive: true, force: true });
      this.#files += names.length;
      onProgress?.(this.#files);
    }
    await engine.close();
    return {
      seed,
      files: this.#files,
      seconds: (performance.now() - started) / 1000,
      prepared: this.#prepared,
      deaths: this.#deaths,
      slowest: this.#slowest,
      problems: this.#problems,
      failures: this.#failures,
    };
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #startEngine(): Promise<LocalEngine> {
    return createEngine({
      userData: path.join(this.#root, 'user'),
      log: pino({ level: 'silent' }),
      checkResults: true,
    });
  }

  /** A case folder of mutated files, and two that nothing is wrong with. */
  #write(folder: string, count: number): string[] {
    const names: string[] = [];
    for (let index = 0; index < count; index++) {
      const seed = this.#random.pick(this.#seeds);
      const good = index < 2;
      const bytes = good ? seed.bytes : mutate(seed, this.#random.pick(this.#seeds), this.#random);
      const side = index % 2 === 0 ? 'questioned' : 'known/A';
      const name = `${side}/${good ? 'good' : 'odd'}-${this.#files + index}.${seed.extension}`;
      mkdirSync(path.join(folder, side), { recursive: true });
      writeFileSync(path.join(folder, name), bytes);
      names.push(name);
    }
    return names;
  }

  async #throughTheCase(engine: LocalEngine, folder: string, names: readonly string[]): Promise<void> {
    const before = fingerprints(folder, names);
    const opened = await engine.call('case.open', { folder }, as);
    await engine.call('case.prepare', { case: opened.id }, as);
    await engine.call('case.encode', { case: opened.id }, as);
    const view = await engine.call('case.get', { case: opened.id });
    for (const name of names)
      this.#checkItem(
        folder,
        name,
        view.items.find((item) => item.path === name),
      );
    await this.#readPicture(engine, folder, view);
    await engine.call('case.close', { case: opened.id });
    this.#checkDatabase(folder);
    await this.#prepareAgain(folder, view, wordsOf(folder));
    const after = fingerprints(folder, names);
    for (const [index, name] of names.entries()) {
      if (after[index] !== before[index]) this.#fail('the evidence was changed', folder, name);
    }
  }

  #checkItem(folder: string, name: string, item: Item | undefined): void {
    if (item === undefined) {
      this.#fail('the file is no item', folder, name);
      return;
    }
    const { problem, preparation, words, encodedWords } = item;
    if (problem !== null) this.#problems[problem.code] = (this.#problems[problem.code] ?? 0) + 1;
    if (name.includes('/good') && (problem !== null || encodedWords === 0)) {
      this.#fail(`a good file was not read: ${problem?.message ?? 'no words'}`, folder, name);
    }
    if (preparation === 'ready' ? words === 0 || encodedWords !== words : problem === null) {
      this.#fail(
        `${preparation} with ${words} words, ${encodedWords} encoded, without a problem`,
        folder,
        name,
      );
    }
    if (problem?.code === 'internal')
      this.#fail(`internal: ${problem.details ?? problem.message}`, folder, name);
    if (problem !== null && !problem.message.includes(path.basename(name))) {
      this.#fail(`the message does not name the file: ${problem.message}`, folder, name);
    }
  }

  async #readPicture(engine: LocalEngine, folder: string, view: Case): Promise<void> {
    const shown = view.items.filter((item) => item.thumbnail !== null);
    if (shown.length === 0) return;
    const item = this.#random.pick(shown);
    const [page] = await engine.call('item.pages', { case: view.id, item: item.id });
    for (const image of [item.thumbnail, page?.image, page?.words[0]?.image]) {
      if (!image) continue;
      try {
        await engine.call('image.read', { case: view.id, image });
      } catch (error) {
        // What was prepared has been decoded whole: its picture must be there.
        this.#fail(`its picture cannot be read: ${String(error)}`, folder, item.path);
      }
    }
  }

  #checkDatabase(folder: string): void {
    const database = new Database(path.join(folder, 'case.chirograph'), { readonly: true });
    try {
      const found = database.pragma('integrity_check', { simple: true });
      if (found !== 'ok') this.#fail(`the database: ${String(found)}`, null);
    } finally {
      database.close();
    }
  }

  async #prepareAgain(
    folder: string,
    view: Case,
    first: ReadonlyMap<string, readonly string[]>,
  ): Promise<void> {
    const preparation = createPreparation({
      children: 1,
      timeLimitMs: SLOWEST_SECONDS * 1000,
      onDeath: () => this.#deaths++,
    });
    try {
      for (const item of view.items) {
        const started = performance.now();
        const again = await preparation
          .prepare({ path: path.join(folder, item.path), layout: 'auto' })
          .catch((error: unknown) => error);
        this.#time((performance.now() - started) / 1000, item.path);
        if (again instanceof ChirographError) {
          if (item.preparation === 'ready' || again.code !== item.problem?.code) {
            this.#fail(`first ${item.problem?.code ?? 'words'}, then ${again.code}`, folder, item.path);
          }
          continue;
        }
        if (again instanceof Error) throw again;
        const { pages } = again as Awaited<ReturnType<typeof preparation.prepare>>;
        const words = pages.flatMap((page) =>
          page.words.map((word) => wordKey({ page: page.index, ...word, ...word.box })),
        );
        if (words.length > 0) this.#prepared++;
        if (words.join('\n') !== (first.get(item.path) ?? []).join('\n')) {
          this.#fail('other words on the second preparation', folder, item.path);
        }
      }
    } finally {
      await preparation.close();
    }
  }

  #time(seconds: number, name: string): void {
    if (seconds > this.#slowest.seconds) this.#slowest = { seconds, name };
  }

  #fail(what: string, folder: string | null, name?: string): void {
    const file = folder === null || name === undefined ? null : this.#keep(folder, name);
    this.#failures.push({ what: name === undefined ? what : `${name}: ${what}`, file });
  }

  /** Copies a file out of the case; the folder stays. */
  #keep(folder: string, name: string): string {
    this.#kept ??= mkdtempSync(path.join(tmpdir(), `chirograph-fuzz-failures-${this.#options.seed}-`));
    const file = path.join(this.#kept, path.basename(name));
    copyFileSync(path.join(folder, name), file);
    return file;
  }
}

function fingerprints(folder: string, names: readonly string[]): string[] {
  return names.map((name) => {
    const file = path.join(folder, name);
    const { mode, mtimeMs, ctimeMs } = statSync(file);
    return [sha256(readFileSync(file)), mode, mtimeMs, ctimeMs].join(' ');
  });
}

interface PlacedWord {
  readonly page: number;
  readonly line: number;
  readonly order: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly cropSha256: string;
}

const wordKey = ({ page, line, order, x, y, width, height, cropSha256 }: PlacedWord): string =>
  [page, line, order, x, y, width, height, cropSha256].join(' ');

/** The words of each item as a closed case's database holds them, by path. */
function wordsOf(folder: string): Map<string, string[]> {
  const database = new Database(path.join(folder, 'case.chirograph'), { readonly: true });
  try {
    const rows = database
      .prepare<[], PlacedWord & { path: string }>(
        `SELECT item.path, page.number AS page, word.line, word.place AS "order", word.x, word.y, word.width, word.height,
           crop.sha256 AS cropSha256
         FROM word JOIN item ON item.key = word.item JOIN page ON page.key = word.page JOIN crop ON crop.key = word.crop
         ORDER BY item.key, page.number, word.line, word.place`,
      )
      .all();
    const byItem = Map.groupBy(rows, (row) => row.path);
    return new Map([...byItem].map(([item, words]) => [item, words.map(wordKey)]));
  } finally {
    database.close();
  }
}

/** The closing line of a run, and a line for each failure. */
export function report(outcome: FuzzOutcome): string {
  const { seed, files, seconds, prepared, deaths, slowest, problems, failures } = outcome;
  const codes = Object.entries(problems)
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${count} ${code}`)
    .join(', ');
  return [
    ...failures.map(({ what, file }) => `failure: ${what}${file === null ? '' : ` (kept as ${file})`}`),
    `fuzz: seed ${seed}, ${files} files in ${seconds.toFixed(0)} s (${(files / seconds).toFixed(1)} files/s), ${prepared} prepared twice with the same crops, problems: ${codes || 'none'}; ${deaths} deaths of decoding processes, slowest file ${slowest.seconds.toFixed(2)} s (${slowest.name}), ${failures.length} failures`,
  ].join('\n');
}
