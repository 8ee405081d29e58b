import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { copiesOf, homeBeside, homeElsewhere } from '../../../../src/main/engine/case/case-home.ts';
import { readCase } from '../../../../src/main/engine/case/read-case.ts';
import type { CaseStore, OpenOptions } from '../../../../src/main/engine/case/store.ts';
import { CAN_MOUNT, insertMedium, type Medium } from '../mounts.ts';
import { asOrdinaryUser, codeOf, examiner, folderWith, itemAt, open, prepared, put } from './fixture.ts';

const LETTERS = { 'questioned/q.png': 'q'.repeat(40_000), 'known/A/k.png': 'k'.repeat(50_000) };

/** A disc with these files. */
function disc(files: Readonly<Record<string, string>>, folder?: string): Medium {
  const medium = insertMedium('32m', folder);
  for (const [name, content] of Object.entries(files)) put(medium.folder, name, content);
  medium.makeReadOnly();
  return medium;
}

const states = (folder: string): unknown =>
  ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].sort().map((name) => {
    const { mtimeMs, ctimeMs, atimeMs, size, mode, ino } = lstatSync(path.join(folder, name));
    return { name, mtimeMs, ctimeMs, atimeMs: size > 0 ? atimeMs : 0, size, mode, ino };
  });

/** Opens with homes in a folder of the test's own. */
function opener(): {
  homes: string;
  openHere: (folder: string, more?: Partial<OpenOptions>) => Promise<CaseStore>;
} {
  const homes = path.join(folderWith(), 'cases');
  return { homes, openHere: (folder, more = {}) => open(folder, { homes, ...more }) };
}

function prepareAll(store: CaseStore): void {
  for (const { id, sha256 } of store.items()) {
    store.savePreparation(examiner, id, prepared(sha256, [{ x: 0, ink: 'one' }]));
  }
}

describe.skipIf(!CAN_MOUNT)('a case on read-only media', () => {
  test('has its database and crops in the user’s data, says so, and leaves the medium as it was', async () => {
    const { homes, openHere } = opener();
    const { folder } = disc(LETTERS);
    const before = states(folder);
    const store = await openHere(folder);
    prepareAll(store);
    const view = store.view(null);
    expect(view).toMatchObject({ folder, home: store.home });
    expect(path.dirname(store.home)).toBe(homes);
    expect(view.notice).toContain(`kept in ${store.home}`);
    expect(readdirSync(store.home).sort()).toEqual(
      ['case.chirograph', 'case.chirograph-open', 'case.chirograph-wal', 'derived', 'home.json'].sort(),
    );
    expect(store.crops(itemAt(store, 'questioned/q.png').id).size).toBe(1);
    expect(store.pathOf(itemAt(store, 'questioned/q.png').id)).toBe(path.join(folder, 'questioned/q.png'));
    store.close();
    expect(states(folder)).toEqual(before);
  });

  test('is found again wherever the disc is mounted, and no other disc at that place gets it', async () => {
    const { openHere, homes } = opener();
    const first = disc(LETTERS);
    const store = await openHere(first.folder);
    const { id } = store.view(null);
    store.saveForm(examiner, { ...store.form(), caseNumber: '17' });
    store.close();
    // The folder that keeps the database is no case of its own, but can be verified as the one it is of.
    await expect(openHere(store.home)).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining(first.folder),
    });
    const kept = await readCase(store.home, homes);
    expect(kept).toMatchObject({ folder: first.folder, home: store.home });
    kept.close();
    const { folder: elsewhere } = disc(LETTERS);
    const moved = await openHere(elsewhere);
    expect(moved.view(null)).toMatchObject({ id, folder: elsewhere, home: store.home });
    expect(moved.form().caseNumber).toBe('17');
    moved.close();
    const reader = await readCase(first.folder, homes);
    expect(reader.form().caseNumber).toBe('17');
    reader.close();

    first.pullOut();
    // As scans of the same size under the same names, without compression: only their bytes differ.
    const other = Object.fromEntries(
      Object.entries(LETTERS).map(([name, content]) => [name, content.toUpperCase()]),
    );
    disc(other, first.folder);
    const second = await openHere(first.folder);
    expect(second.id).not.toBe(id);
    expect(second.home).not.toBe(store.home);
    expect(second.view(null).changes.changed).toEqual([]);
  });

  test('begins as a copy of the database on the medium, whose crops are read where they are', async () => {
    const { openHere } = opener();
    const medium = insertMedium();
    for (const [name, content] of Object.entries(LETTERS)) put(medium.folder, name, content);
    const made = await open(medium.folder);
    prepareAll(made);
    made.saveForm(examiner, { ...made.form(), caseNumber: '17' });
    const journal = made.journal();
    made.close();
    medium.makeReadOnly();
    const before = readFileSync(path.join(medium.folder, 'case.chirograph'));

    const store = await openHere(medium.folder);
    expect(store.id).toBe(made.id);
    expect(store.form().caseNumber).toBe('17');
    expect(store.journal()).toMatchObject({ intact: true, total: journal.total + 1 });
    expect(store.view(null).notice).toContain('began as a copy');
    expect(store.crops(itemAt(store, 'questioned/q.png').id).size).toBe(1);
    store.saveForm(examiner, { ...store.form(), caseNumber: '18' });
    store.close();
    const again = await openHere(medium.folder);
    expect(again.form().caseNumber).toBe('18');
    again.close();
    expect(readFileSync(path.join(medium.folder, 'case.chirograph'))).toEqual(before);

    // Somebody goes on with the one on the medium: both stay, and the case says so.
    medium.makeWritable();
    const theirs = await open(medium.folder);
    theirs.saveForm(examiner, { ...theirs.form(), caseNumber: '99' });
    theirs.close();
    medium.makeReadOnly();
    const third = await openHere(medium.folder);
    expect(third.form().caseNumber).toBe('18');
    expect(third.view(null).notice).toContain('has changed since');
    third.close();
    medium.makeWritable();
    const writable = await openHere(medium.folder);
    expect(writable.home).toBe(medium.folder);
    expect(writable.view(null).notice).toContain(third.home);
  });

  test('on a share whose content changes stays the same case', async () => {
    const { openHere } = opener();
    const medium = disc(LETTERS);
    const store = await openHere(medium.folder);
    store.close();
    medium.makeWritable();
    put(medium.folder, 'questioned/q.png', 'another');
    put(medium.folder, 'questioned/new.png', 'new');
    put(medium.folder, 'questioned/q.png', LETTERS['questioned/q.png']);
    put(medium.folder, 'known/A/k.png', LETTERS['known/A/k.png']);
    medium.makeReadOnly();
    const again = await openHere(medium.folder);
    expect(again).toMatchObject({ id: store.id, home: store.home });
    expect(again.view(null).changes.new).toEqual(['questioned/new.png']);
    again.close();
    // What it holds now is what it is known by.
    const { folder: elsewhere } = disc({ ...LETTERS, 'questioned/new.png': 'new' });
    expect((await openHere(elsewhere)).id).toBe(store.id);
  });

  test('leaves nothing of a first opening that is cancelled', async () => {
    const { openHere, homes } = opener();
    const { folder } = disc(LETTERS);
    // As a process that is no more left it; there is none of this number.
    put(homes, '.99999999-killed/case.chirograph', 'half a copy');
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    expect(await codeOf(() => openHere(folder, { signal: controller.signal, onProgress }))).toBe('cancelled');
    expect(readdirSync(homes)).toEqual([]);
  });

  test('whose own database is damaged says so and leaves nothing', async () => {
    const { openHere, homes } = opener();
    const { folder } = disc({ ...LETTERS, 'case.chirograph': 'not a database'.repeat(100) });
    await expect(openHere(folder)).rejects.toMatchObject({
      code: 'case-damaged',
      message: expect.stringContaining(path.join(folder, 'case.chirograph')),
    });
    expect(readdirSync(homes)).toEqual([]);
  });

  test('pulled out while it is open is told from missing files, and is opened again', async () => {
    const { openHere } = opener();
    const medium = disc(LETTERS);
    const store = await openHere(medium.folder);
    const { id } = itemAt(store, 'questioned/q.png');
    const { total } = store.journal();
    medium.pullOut();
    expect(await codeOf(() => store.recheck(id))).toBe('folder-unreadable');
    expect(await codeOf(() => store.items())).toBe('folder-unreadable');
    expect(
      await codeOf(() => store.saveFailure(examiner, id, { code: 'file-missing', message: 'gone' })),
    ).toBe('folder-unreadable');
    store.close();
    disc(LETTERS, medium.folder);
    const again = await openHere(medium.folder);
    expect(itemAt(again, 'questioned/q.png')).toMatchObject({ file: 'present', problem: null });
    expect(again.journal().total).toBe(total + 1);
  });
});

test('a folder that this user may not write is a case in the user’s data as well', async () => {
  const { openHere, homes } = opener();
  const folder = folderWith(LETTERS);
  const home = await asOrdinaryUser(folder, async () => {
    chmodSync(folder, 0o555);
    const own = mkdtempSync(path.join(tmpdir(), 'chirograph-homes-'));
    onTestFinished(() => rmSync(own, { recursive: true }));
    const store = await openHere(folder, { homes: own });
    store.saveForm(examiner, { ...store.form(), caseNumber: '17' });
    store.close();
    const reader = await readCase(folder, own);
    expect(reader.form().caseNumber).toBe('17');
    reader.close();
    return store.home;
  });
  chmodSync(folder, 0o755);
  expect(home).not.toBe(folder);
  expect(existsSync(homes)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['known', 'questioned']);
});

test('a case whose home lies elsewhere names what its folder still holds, and the folder names the home', async () => {
  const folder = folderWith(LETTERS);
  const original = await open(folder);
  prepareAll(original);
  original.close();
  await asOrdinaryUser(folder, async () => {
    chmodSync(folder, 0o555);
    const homes = mkdtempSync(path.join(tmpdir(), 'chirograph-homes-'));
    onTestFinished(() => rmSync(homes, { recursive: true }));
    const store = await open(folder, { homes });
    expect(store.view(null).notice).not.toContain('is open');
    store.close();
    expect(store.home).not.toBe(folder);
    const inFolder = ['case.chirograph', 'derived'].map((name) => path.join(folder, name));
    expect(await copiesOf(store, homes)).toEqual(inFolder);
    expect(await copiesOf({ id: store.id, folder, home: folder }, homes)).toEqual([store.home]);
  });
  chmodSync(folder, 0o755);
});

test('files of another disc that was once at the same path are no copies of the case', async () => {
  const { homes } = opener();
  const folder = folderWith(LETTERS);
  const first = await homeElsewhere(folder, homes);
  expect(await homeBeside(folder, homes)).toBe(first.home);
  for (const name of Object.keys(LETTERS)) rmSync(path.join(folder, name));
  put(folder, 'questioned/other.png', 'other');
  expect(await homeBeside(folder, homes)).toBeNull();
  const second = await homeElsewhere(folder, homes);
  expect(second.home).not.toBe(first.home);
  expect(await copiesOf({ id: 'second', folder, home: second.home }, homes)).toEqual([]);
  // Where the case is in the folder itself, the home of what lies there now is one.
  expect(await copiesOf({ id: 'third', folder, home: folder }, homes)).toEqual([second.home]);
});

test('to look for copies of a case whose disc is out says that its folder is not there', async () => {
  const { homes } = opener();
  const folder = path.join(folderWith(), 'disc');
  await expect(copiesOf({ id: 'case', folder, home: folder }, homes)).rejects.toMatchObject({
    code: 'folder-unreadable',
  });
});

test('a folder that somebody has open, and this user may not write, says who has it', async () => {
  const folder = folderWith(LETTERS);
  const holder = await open(folder);
  await asOrdinaryUser(folder, async () => {
    // Not of this process, which would rather say so.
    const left = readFileSync(path.join(folder, 'case.chirograph-open'));
    holder.close();
    writeFileSync(path.join(folder, 'case.chirograph-open'), left);
    chmodSync(folder, 0o555);
    const homes = mkdtempSync(path.join(tmpdir(), 'chirograph-homes-'));
    onTestFinished(() => rmSync(homes, { recursive: true }));
    const store = await open(folder, { homes });
    expect(store.view(null).notice).toMatch(/the one in the folder is open on .* by Ada Prüfer since /);
    store.close();
  });
  chmodSync(folder, 0o755);
});

test.each(Array.from({ length: 20 }, (_, at) => at))(
  'three first openings of one folder at the same time get one home, whole: round %i',
  async () => {
    const { homes } = opener();
    const folder = folderWith(LETTERS);
    const found = await Promise.all([1, 2, 3].map(() => homeElsewhere(folder, homes)));
    expect(new Set(found.map(({ home }) => home)).size).toBe(1);
    expect(found.filter(({ isNew }) => isNew)).toHaveLength(1);
    // Nothing unfinished is left beside it.
    expect(readdirSync(homes)).toEqual([path.basename(found[0]!.home)]);
    expect(readdirSync(found[0]!.home)).toEqual(['home.json']);
  },
);

test('where the user’s data cannot be written either, both are named', async () => {
  const folder = folderWith(LETTERS);
  const blocked = path.join(folderWith({ file: '' }), 'file', 'cases');
  writeFileSync(path.join(folder, 'case.chirograph'), '');
  await asOrdinaryUser(folder, async () => {
    chmodSync(folder, 0o555);
    await expect(open(folder, { homes: blocked })).rejects.toMatchObject({
      code: 'folder-read-only',
      message: expect.stringContaining(blocked),
    });
  });
  chmodSync(folder, 0o755);
});

test('an identical folder elsewhere that can be written has a database of its own', async () => {
  const { openHere } = opener();
  const folder = folderWith(LETTERS);
  const copy = folderWith();
  cpSync(folder, copy, { recursive: true });
  const [a, b] = [await openHere(folder), await openHere(copy)];
  expect(a.id).not.toBe(b.id);
  expect([a.home, b.home]).toEqual([folder, copy]);
  expect(a.view(null).notice).toBe(null);
});
