/** A disk that is full, and a folder that goes away, while the whole engine works on it. */
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Case } from '../../../src/contract/case.ts';
import { createEngine, type LocalEngine } from '../../../src/main/engine/engine.ts';
import { CAN_MOUNT, insertMedium } from './mounts.ts';
import { makeSmallCase } from './small-case.ts';

const as = { examiner: { name: 'Ada Example', initials: 'AE', role: 'document examiner' } };

let root: string;
let engine: LocalEngine;
/** Evidence only; and the same prepared, encoded and compared. */
let untouched: string;
let worked: string;
let comparison: string;

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chirograph-full-'));
  engine = await createEngine({
    userData: path.join(root, 'user'),
    log: pino({ level: 'silent' }),
    checkResults: true,
  });
  untouched = path.join(root, 'untouched');
  worked = path.join(root, 'worked');
  await makeSmallCase(untouched, 1);
  cpSync(untouched, worked, { recursive: true });
  const view = await engine.call('case.open', { folder: worked }, as);
  await engine.call('case.prepare', { case: view.id }, as);
  await engine.call('case.encode', { case: view.id }, as);
  ({ id: comparison } = await engine.call('comparison.run', { case: view.id, ...sides(view) }, as));
  await engine.call('case.close', { case: view.id });
});
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

function sides({ items }: Case): { questioned: string[]; known: string[] } {
  const side = (role: string): string[] => [items.find((item) => item.role === role)!.id];
  return { questioned: side('questioned'), known: side('known') };
}

/** Fills a disk but for so many bytes; returns what makes room again. */
function fill(folder: string, leave = 0): () => void {
  const filler = path.join(folder, 'filler');
  const descriptor = openSync(filler, 'w');
  let size = 0;
  try {
    for (const chunk = Buffer.alloc(64 * 1024); ;) size += writeSync(descriptor, chunk);
  } catch {
    closeSync(descriptor);
  }
  truncateSync(filler, Math.max(0, size - leave));
  return () => rmSync(filler);
}

const temporary = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));

describe.skipIf(!CAN_MOUNT)('on a full disk', () => {
  /** A case on a small disk of its own. */
  function onDisk(from: string): string {
    const { folder } = insertMedium('24m');
    cpSync(from, folder, { recursive: true });
    return folder;
  }
  const full = { code: 'disk-full', message: expect.stringMatching(/full.*make room/i) };

  test('opening leaves no beginnings of a case, and goes on when there is room', async () => {
    const folder = onDisk(untouched);
    const before = readdirSync(folder);
    const makeRoom = fill(folder);
    await expect(engine.call('case.open', { folder }, as)).rejects.toMatchObject(full);
    makeRoom();
    expect(readdirSync(folder)).toEqual(before);
    expect((await engine.call('case.open', { folder }, as)).items).toHaveLength(4);
  });

  test('import and encoding stop and say so, keep what they had, and go on when there is room', async () => {
    const folder = onDisk(untouched);
    const { id } = await engine.call('case.open', { folder }, as);
    const own = { case: id };
    let makeRoom = fill(folder, 48 * 1024);
    await expect(engine.call('case.prepare', own, as)).rejects.toMatchObject(full);
    const half = await engine.call('case.get', own);
    expect(half.items.filter((item) => item.preparation === 'failed' || item.problem)).toEqual([]);
    expect(half.items.some((item) => item.preparation === 'none')).toBe(true);
    expect(temporary(folder)).toEqual([]);
    makeRoom();
    expect(await engine.call('case.prepare', own, as)).toMatchObject({ failed: [] });
    makeRoom = fill(folder);
    await expect(engine.call('case.encode', own, as)).rejects.toMatchObject(full);
    expect((await engine.call('journal.read', own)).intact).toBe(true);
    makeRoom();
    await engine.call('case.encode', own, as);
    const whole = await engine.call('case.get', own);
    expect(whole.items.every((item) => item.words > 0 && item.encodedWords === item.words)).toBe(true);
    await engine.call('case.close', own);
  });

  test('a correction is kept whole or not at all', async () => {
    const folder = onDisk(worked);
    const view = await engine.call('case.open', { folder }, as);
    const own = { case: view.id };
    const form = await engine.call('form.get', own);
    const makeRoom = fill(folder);
    let saved = 0;
    const saving = async (): Promise<void> => {
      for (;;) {
        const next = { ...form, caseNumber: `${saved + 1}`, opinion: `${saved} `.repeat(5000) };
        await engine.call('form.save', { ...own, form: next }, as);
        saved++;
      }
    };
    await expect(saving()).rejects.toMatchObject(full);
    expect((await engine.call('form.get', own)).caseNumber).toBe(saved === 0 ? '' : `${saved}`);
    const writer = 'A name so long that it needs a page '.repeat(10);
    const assigning = engine.call(
      'item.assign',
      { ...own, items: sides(view).questioned, role: 'known', writer },
      as,
    );
    const now = await assigning.then(
      () => 'known',
      (error: { code: string }) => (error.code === 'disk-full' ? 'questioned' : error.code),
    );
    const { items } = await engine.call('case.get', own);
    expect(items.find((item) => item.id === sides(view).questioned[0])?.role).toBe(now);
    makeRoom();
    await engine.call('form.save', { ...own, form: { ...form, caseNumber: 'room' } }, as);
    await engine.call('case.close', own);
    await engine.call('case.open', { folder }, as);
    expect((await engine.call('form.get', own)).caseNumber).toBe('room');
    expect(await engine.call('journal.read', own)).toMatchObject({ intact: true });
  });

  test('a report is there whole or not at all', async () => {
    const folder = onDisk(worked);
    const { id } = await engine.call('case.open', { folder }, as);
    const wanted = { case: id, comparisons: [comparison], searches: [] };
    const makeRoom = fill(folder, 100 * 1024);
    await expect(engine.call('report.export', wanted, as)).rejects.toMatchObject(full);
    expect(existsSync(path.join(folder, 'reports')) ? readdirSync(path.join(folder, 'reports')) : []).toEqual(
      [],
    );
    makeRoom();
    const report = await engine.call('report.export', wanted, as);
    expect(readdirSync(path.join(folder, 'reports')).sort()).toEqual(
      [report.json, report.pdf].map((each) => path.basename(each)),
    );
    expect(await engine.call('verify.run', { target: report.json })).toMatchObject({ ok: true });
  });
});

describe('a folder that goes away while its case is open', () => {
  /** A case in a folder of its own, opened, with a call of every method that reads or writes it. */
  async function opened(
    from: string,
  ): Promise<{ folder: string; view: Case; calls: [string, () => Promise<unknown>][] }> {
    const folder = path.join(mkdtempSync(path.join(root, 'away-')), 'case');
    cpSync(from, folder, { recursive: true });
    const view = await engine.call('case.open', { folder }, as);
    onTestFinished(() =>
      engine.call('case.close', { case: view.id }).then(
        () => undefined,
        () => undefined,
      ),
    );
    const own = { case: view.id };
    const [item] = view.items;
    const form = await engine.call('form.get', own);
    const [page] = await engine.call('item.pages', { ...own, item: item!.id });
    const word = page!.words[0]!;
    const calls: [string, () => Promise<unknown>][] = [
      ['case.get', () => engine.call('case.get', own)],
      ['case.prepare', () => engine.call('case.prepare', { ...own, items: [item!.id] }, as)],
      ['case.encode', () => engine.call('case.encode', own, as)],
      ['item.pages', () => engine.call('item.pages', { ...own, item: item!.id })],
      [
        'item.assign',
        () => engine.call('item.assign', { ...own, items: [item!.id], role: 'unassigned' }, as),
      ],
      ['word.exclude', () => engine.call('word.exclude', { ...own, words: [word.id], excluded: true }, as)],
      ['image.read page', () => engine.call('image.read', { ...own, image: page!.image })],
      ['image.read crop', () => engine.call('image.read', { ...own, image: word.crop })],
      ['comparison.run', () => engine.call('comparison.run', { ...own, ...sides(view) }, as)],
      ['comparison.list', () => engine.call('comparison.list', own)],
      ['search.run', () => engine.call('search.run', { ...own, questioned: sides(view).questioned }, as)],
      ['search.list', () => engine.call('search.list', own)],
      ['form.get', () => engine.call('form.get', own)],
      ['form.save', () => engine.call('form.save', { ...own, form }, as)],
      ['journal.read', () => engine.call('journal.read', own)],
      [
        'report.export',
        () => engine.call('report.export', { ...own, comparisons: [comparison], searches: [] }, as),
      ],
      ['case.verify', () => engine.call('case.verify', own)],
    ];
    return { folder, view, calls };
  }
  const gone = { code: 'folder-unreadable' };

  test('every method says so, nothing is made in its place, and back it is opened again as it was', async () => {
    const { folder, view, calls } = await opened(worked);
    const form = await engine.call('form.get', { case: view.id });
    await engine.call('form.save', { case: view.id, form: { ...form, caseNumber: 'before' } }, as);
    const away = `${folder}-away`;
    renameSync(folder, away);
    for (const [name, call] of calls) await expect(call(), name).rejects.toMatchObject(gone);
    expect(existsSync(folder)).toBe(false);
    await expect(engine.call('case.open', { folder }, as)).rejects.toMatchObject(gone);
    renameSync(away, folder);
    const again = await engine.call('case.open', { folder }, as);
    expect(again).toMatchObject({ id: view.id, items: view.items });
    expect((await engine.call('form.get', { case: view.id })).caseNumber).toBe('before');
    expect(await engine.call('journal.read', { case: view.id })).toMatchObject({ intact: true });
  });

  test('removed for good, with another folder in its place, it is written to no more', async () => {
    const { folder, calls } = await opened(worked);
    rmSync(folder, { recursive: true });
    cpSync(untouched, folder, { recursive: true });
    for (const [name, call] of calls) await expect(call(), name).rejects.toMatchObject(gone);
    expect(readdirSync(folder).sort()).toEqual(['known', 'questioned']);
    expect((await engine.call('case.open', { folder }, as)).items).toHaveLength(4);
  });

  test('a run under way ends, and blames no item', async () => {
    const { folder, view } = await opened(worked);
    const away = `${folder}-away`;
    const items = view.items.map((item) => item.id);
    const onProgress = (): void => {
      if (existsSync(folder)) renameSync(folder, away);
    };
    const run = engine.call('case.prepare', { case: view.id, items }, { ...as, onProgress });
    await expect(run).rejects.toMatchObject(gone);
    renameSync(away, folder);
    const again = await engine.call('case.open', { folder }, as);
    expect(again.items.filter((item) => item.problem !== null || item.file !== 'present')).toEqual([]);
  });

  test.skipIf(!CAN_MOUNT)(
    'pulled out, it is told in the same way, and plugged in again it opens',
    async () => {
      const medium = insertMedium('24m');
      cpSync(worked, medium.folder, { recursive: true });
      const { id } = await engine.call('case.open', { folder: medium.folder }, as);
      const form = await engine.call('form.get', { case: id });
      medium.pullOut();
      await expect(engine.call('form.save', { case: id, form }, as)).rejects.toMatchObject(gone);
      await expect(engine.call('case.prepare', { case: id }, as)).rejects.toMatchObject(gone);
      expect(readdirSync(medium.folder)).toEqual([]);
      insertMedium('24m', medium.folder);
      cpSync(worked, medium.folder, { recursive: true });
      expect(await engine.call('case.open', { folder: medium.folder }, as)).toMatchObject({
        id,
        readOnly: null,
      });
      await engine.call('form.save', { case: id, form }, as);
    },
  );
});
