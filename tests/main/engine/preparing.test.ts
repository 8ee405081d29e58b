/** What a long preparation says of itself, and what is left of one that was given up. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../../src/contract/case.ts';
import type { Progress } from '../../../src/contract/methods.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { drawPage } from './imaging/drawn.ts';
import { tiffFile } from './imaging/tiff.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };
const { image } = drawPage([
  [3, 6, 2],
  [7, 4, 5],
]);
let root: string;
let engine: LocalEngine;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'chirograph-preparing-'));
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
});
afterAll(async () => {
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

/** A case of files with so many pages each, opened. */
async function caseOf(...files: readonly number[]): Promise<Case> {
  const folder = await mkdtemp(path.join(root, 'case-'));
  await mkdir(path.join(folder, 'questioned'));
  for (const [index, pages] of files.entries()) {
    const bytes = tiffFile(Array.from({ length: pages }, () => image));
    await writeFile(path.join(folder, 'questioned', `${index}.tif`), bytes);
  }
  return engine.call('case.open', { folder }, as);
}

describe('preparing a case', () => {
  it('tells page by page how far it is, and how long it will take once it can know', async () => {
    const { id } = await caseOf(4, 1);
    const told: Progress[] = [];
    await engine.call('case.prepare', { case: id }, { ...as, onProgress: (progress) => told.push(progress) });
    expect(told[0]).toMatchObject({ done: 0, total: 2, unit: 'items', remainingSeconds: null });
    expect(told.at(-1)).toMatchObject({ done: 2, total: 2, remainingSeconds: 0 });
    const dones = told.map(({ done }) => done);
    expect(dones).toEqual(dones.toSorted((a, b) => a - b));
    const within = told.filter(({ note }) => note.includes('page'));
    expect(within.map(({ note }) => note)).toEqual([1, 2, 3].map((page) => `Q1, page ${page} of 4`));
    for (const { done, remainingSeconds } of within) {
      expect(done % 1).toBeGreaterThan(0);
      expect(remainingSeconds).toBeGreaterThan(0);
    }
  });

  it('given up within a file, leaves that file as it was and goes on behind what was finished', async () => {
    const { id } = await caseOf(1, 1, 200);
    const giveUp = new AbortController();
    const running = engine.call(
      'case.prepare',
      { case: id },
      {
        ...as,
        signal: giveUp.signal,
        onProgress: ({ done, note }) => {
          if (done > 2 && note.startsWith('Q3, page')) giveUp.abort();
        },
      },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const { items } = await engine.call('case.get', { case: id });
    expect(items.map(({ preparation }) => preparation)).toEqual(['ready', 'ready', 'none']);
    const rest = await engine.call('case.prepare', { case: id }, as);
    expect(rest).toMatchObject({ items: 1, words: 200 * 6, failed: [] });
    const { entries } = await engine.call('journal.read', { case: id });
    const prepared = entries
      .filter(({ action }) => action === 'item.prepare')
      .flatMap((each) => each.subjects);
    expect(prepared.toSorted()).toEqual(items.map((item) => item.id).toSorted());
  });
});
