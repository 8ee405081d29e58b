import { chmodSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { Case, Page } from '../../../../src/contract/case.ts';
import {
  actions,
  asOrdinaryUser,
  codeOf,
  embedding,
  examiner,
  folderWith,
  hash,
  itemAt,
  model,
  open,
  prepared,
  put,
} from './fixture.ts';

const LETTERS = {
  'questioned/a2.png': 'two',
  'questioned/a10.png': 'ten',
  'known/Zoë/k.tif': 'k',
  'loose.jpg': 'l',
};

test('a folder opens as a case with labels by role, in natural order', async () => {
  const store = await open(folderWith(LETTERS));
  const view = store.view(null);
  expect(v.parse(Case, view)).toEqual(view);
  expect(view.items.map(({ label, path: inside, role }) => [label, inside, role])).toEqual([
    ['Q1', 'questioned/a2.png', 'questioned'],
    ['Q2', 'questioned/a10.png', 'questioned'],
    ['K1', 'known/Zoë/k.tif', 'known'],
    ['U1', 'loose.jpg', 'unassigned'],
  ]);
  expect(view.writers).toMatchObject([{ name: 'Zoë', items: 1, words: 0 }]);
  expect(view.items[0]).toMatchObject({
    sha256: hash('two'),
    bytes: 3,
    file: 'present',
    preparation: 'none',
  });
  expect(view.changes.new).toHaveLength(4);
  expect(view.synthetic).toBe(false);
  expect(actions(store)).toEqual([
    'examiner.add',
    'case.create',
    'case.open',
    'writer.add',
    'item.add',
    'item.add',
    'item.add',
    'item.add',
  ]);
});

test('a folder that says so is a synthetic case, whatever happens to the notice later', async () => {
  const folder = folderWith({ 'SYNTHETIC.txt': 'generated' });
  const store = await open(folder);
  expect(store.view(null).synthetic).toBe(true);
  store.close();
  rmSync(path.join(folder, 'SYNTHETIC.txt'));
  expect((await open(folder)).view(null).synthetic).toBe(true);
});

test('opening again finds nothing to say where nothing changed', async () => {
  const folder = folderWith(LETTERS);
  const first = await open(folder);
  const { id, items } = first.view(null);
  first.close();
  const second = await open(folder);
  expect(second.view(null)).toMatchObject({
    id,
    items,
    changes: { new: [], missing: [], changed: [], unreadable: [], notRead: [] },
  });
  expect(actions(second).at(-1)).toBe('case.open');
  expect(second.journal().intact).toBe(true);
});

test('new, missing, changed and returned files are found by their bytes', async () => {
  const folder = folderWith(LETTERS);
  const first = await open(folder);
  const q1 = itemAt(first, 'questioned/a2.png');
  first.savePreparation(examiner, q1.id, prepared(q1.sha256, [{ x: 0, ink: 'one' }]));
  first.close();

  const { atime, mtime } = lstatSync(path.join(folder, 'questioned/a2.png'));
  put(folder, 'questioned/a2.png', 'TWO');
  utimesSync(path.join(folder, 'questioned/a2.png'), atime, mtime);
  renameSync(path.join(folder, 'loose.jpg'), path.join(folder, 'away'));
  put(folder, 'known/Zoë/k2.png', 'new');

  const second = await open(folder);
  expect(second.view(null).changes).toEqual({
    new: ['known/Zoë/k2.png'],
    missing: ['loose.jpg'],
    changed: ['questioned/a2.png'],
    unreadable: [],
    notRead: [{ path: 'away', reason: expect.stringContaining('not named as an image') as string }],
  });
  expect(itemAt(second, 'questioned/a2.png')).toMatchObject({
    id: q1.id,
    sha256: q1.sha256,
    file: 'changed',
    preparation: 'stale',
    words: 1,
  });
  expect(itemAt(second, 'loose.jpg')).toMatchObject({ label: 'U1', file: 'missing' });
  expect(itemAt(second, 'known/Zoë/k2.png')).toMatchObject({ label: 'K2', role: 'known' });
  second.close();

  const third = await open(folder);
  expect(third.view(null).changes).toMatchObject({ new: [], missing: [], changed: [], unreadable: [] });
  expect(itemAt(third, 'questioned/a2.png').file).toBe('changed');
  third.close();

  put(folder, 'questioned/a2.png', 'two');
  renameSync(path.join(folder, 'away'), path.join(folder, 'loose.jpg'));
  const fourth = await open(folder);
  expect(itemAt(fourth, 'questioned/a2.png')).toMatchObject({ file: 'present', preparation: 'ready' });
  expect(itemAt(fourth, 'loose.jpg').file).toBe('present');
  expect(actions(fourth).slice(-3)).toEqual(['case.open', 'item.return', 'item.return']);
  expect(fourth.journal().intact).toBe(true);
});

test('a file is checked again when it is used', async () => {
  const folder = folderWith({ 'q.png': 'first' });
  const store = await open(folder);
  const { id } = itemAt(store, 'q.png');
  expect(await store.recheck(id)).toBe('present');
  put(folder, 'q.png', 'second');
  expect(await store.recheck(id)).toBe('changed');
  rmSync(path.join(folder, 'q.png'));
  expect(await store.recheck(id)).toBe('missing');
  expect(await codeOf(() => store.image(`thumb-${id}`))).toBe('not-found');
  put(folder, 'q.png', 'first');
  expect(await store.recheck(id)).toBe('present');
  expect(actions(store).slice(-3)).toEqual(['item.change', 'item.missing', 'item.return']);
});

test('a new role brings a new label, and no label is given twice', async () => {
  const folder = folderWith({ 'a.png': 'a', 'b.png': 'b' });
  const store = await open(folder);
  const { id } = itemAt(store, 'a.png');
  store.assign(examiner, [id], 'questioned', undefined);
  expect(itemAt(store, 'a.png')).toMatchObject({ label: 'Q1', role: 'questioned', writer: null });
  store.assign(examiner, [id], 'known', 'Åsa');
  store.assign(examiner, [itemAt(store, 'b.png').id], 'known', 'A\u030asa');
  store.assign(examiner, [id], 'unassigned', undefined);
  expect(itemAt(store, 'a.png')).toMatchObject({ label: 'U3', role: 'unassigned' });
  store.assign(examiner, [id], 'questioned', undefined);
  expect(itemAt(store, 'a.png').label).toBe('Q2');
  expect(store.view(null).writers.map(({ name, items }) => [name, items])).toEqual([['Åsa', 1]]);
  const [last] = store.journal(undefined, 1).entries;
  expect(last).toMatchObject({ action: 'item.assign', subjects: [id] });
  expect(JSON.parse(last!.parameters)).toEqual({
    from: { label: 'U3', role: 'unassigned', writer: null },
    to: { label: 'Q2', role: 'questioned', writer: null },
  });
});

test('assigning asks for a writer exactly where there is one, tells names by letter case, and is all or nothing', async () => {
  const store = await open(folderWith({ 'a.png': 'a', 'b.png': 'b' }));
  const [a, b] = store.items().map((item) => item.id) as [string, string];
  expect(await codeOf(() => store.assign(examiner, [a], 'known', ' '))).toBe('invalid-arguments');
  expect(await codeOf(() => store.assign(examiner, [a], 'questioned', 'Anna'))).toBe('invalid-arguments');
  const total = store.journal().total;
  expect(await codeOf(() => store.assign(examiner, [a, 'not-an-item'], 'known', 'Anna'))).toBe('not-found');
  expect(store.view(null).writers).toEqual([]);
  expect(store.journal().total).toBe(total);
  store.assign(examiner, [a], 'known', 'Anna');
  store.assign(examiner, [b], 'known', 'anna');
  expect(store.view(null).writers.map((writer) => writer.name)).toEqual(['Anna', 'anna']);
  const before = store.journal().total;
  store.assign(examiner, [a], 'known', 'Anna');
  expect(store.journal().total).toBe(before);
});

test('the journal holds no names, paths or text of the examiner', async () => {
  const store = await open(folderWith({ 'known/Personal Name/private.png': 'x' }));
  const [item] = store.items();
  store.assign(examiner, [item!.id], 'known', 'Another Name');
  store.saveForm(examiner, { ...store.form(), caseNumber: 'K-77-secret' });
  store.saveFailure(examiner, item!.id, { code: 'no-writing', message: 'private.png is empty' });
  const text = JSON.stringify(
    store.journal().entries.map(({ subjects, parameters }) => [subjects, parameters]),
  );
  expect(text).not.toMatch(/Name|private|secret|Ada/);
});

test('an image that cannot be read is named, and an item whose file cannot be read says why', async () => {
  const folder = folderWith({ 'a.png': 'a' });
  (await open(folder)).close();
  put(folder, 'b.png', 'b');
  for (const name of ['a.png', 'b.png']) chmodSync(path.join(folder, name), 0);
  const store = await asOrdinaryUser(folder, () => open(folder));
  expect(store.view(null).changes).toEqual({
    new: [],
    missing: ['a.png'],
    changed: [],
    unreadable: ['b.png'],
    notRead: [
      { path: 'b.png', reason: expect.stringMatching(/is not in the case: .*may not read it/) as string },
    ],
  });
  expect(itemAt(store, 'a.png')).toMatchObject({ file: 'missing', problem: { code: 'file-unreadable' } });
  store.close();
  for (const name of ['a.png', 'b.png']) chmodSync(path.join(folder, name), 0o644);
  const again = await open(folder);
  expect(again.view(null).changes).toMatchObject({ new: ['b.png'], missing: [], unreadable: [] });
  expect(itemAt(again, 'a.png')).toMatchObject({ file: 'present', problem: null });
});

describe('what preparation said of an item', () => {
  const PART = { code: 'read-in-part', message: 'a.png holds more.' } as const;

  /** A folder with one item that has a word, and of which more could be said. */
  async function readInPart(): Promise<string> {
    const folder = folderWith({ 'a.png': 'a' });
    const store = await open(folder);
    const { id, sha256 } = itemAt(store, 'a.png');
    store.savePreparation(examiner, id, { ...prepared(sha256, [{ x: 0, ink: 'a' }]), problem: PART });
    const [word] = store.words([id]);
    store.exclude(examiner, [word!.id], true);
    store.close();
    return folder;
  }

  it('is back, with the words as corrected, once the file can be read again', async () => {
    const folder = await readInPart();
    chmodSync(path.join(folder, 'a.png'), 0);
    const unreadable = await asOrdinaryUser(folder, () => open(folder));
    expect(itemAt(unreadable, 'a.png')).toMatchObject({
      file: 'missing',
      problem: {
        code: 'file-unreadable',
        message: expect.stringMatching(/may not read it.* holds more/) as string,
      },
    });
    unreadable.close();
    chmodSync(path.join(folder, 'a.png'), 0o644);
    const again = await open(folder);
    expect(itemAt(again, 'a.png')).toMatchObject({
      file: 'present',
      preparation: 'ready',
      excludedWords: 1,
      problem: PART,
    });
  });

  it('stays where the file is gone for a while', async () => {
    const folder = await readInPart();
    renameSync(path.join(folder, 'a.png'), path.join(folder, 'a.away'));
    const without = await open(folder);
    expect(itemAt(without, 'a.png')).toMatchObject({ file: 'missing', problem: PART });
    without.close();
    renameSync(path.join(folder, 'a.away'), path.join(folder, 'a.png'));
    expect(itemAt(await open(folder), 'a.png')).toMatchObject({ file: 'present', problem: PART });
  });

  it('stays where a later preparation fails, beside why, and gives way to one that succeeds', async () => {
    const store = await open(await readInPart());
    const { id, sha256 } = itemAt(store, 'a.png');
    store.saveFailure(examiner, id, { code: 'set-aside', message: 'a.png was set aside.' });
    store.saveFailure(examiner, id, { code: 'set-aside', message: 'a.png was set aside.' });
    expect(itemAt(store, 'a.png')).toMatchObject({
      preparation: 'ready',
      problem: { code: 'set-aside', message: 'a.png was set aside. a.png holds more.' },
    });
    expect(actions(store).filter((action) => action === 'item.failure')).toHaveLength(1);
    store.savePreparation(examiner, id, prepared(sha256, [{ x: 0, ink: 'a' }]));
    expect(itemAt(store, 'a.png').problem).toBeNull();
  });
});

test('a folder that cannot be written is named as such', async () => {
  const folder = folderWith({ 'a.png': 'a' });
  (await open(folder)).close();
  const fresh = folderWith({ 'a.png': 'a' });
  for (const each of [folder, fresh]) {
    const code = await asOrdinaryUser(each, () => {
      chmodSync(each, 0o555);
      return codeOf(() => open(each));
    });
    expect(code).toBe('folder-read-only');
    chmodSync(each, 0o755);
  }
  expect(readdirSync(fresh)).toEqual(['a.png']);
});

test('opening reports progress, and a first opening that is cancelled leaves no trace', async () => {
  const folder = folderWith(LETTERS);
  const controller = new AbortController();
  const seen: [number, number, string][] = [];
  const code = await codeOf(() =>
    open(folder, {
      signal: controller.signal,
      onProgress: (...progress) => {
        seen.push(progress);
        if (seen.length === 3) controller.abort();
      },
    }),
  );
  expect(code).toBe('cancelled');
  expect(seen.map(([done, total]) => [done, total])).toEqual([
    [0, 4],
    [1, 4],
    [2, 4],
  ]);
  expect(readdirSync(folder).sort()).toEqual(['known', 'loose.jpg', 'questioned']);
  expect((await open(folder)).items()).toHaveLength(4);
});

test('a case is open once: a second opening says where', async () => {
  const folder = folderWith({ 'a.png': 'a' });
  const store = await open(folder);
  await expect(open(folder)).rejects.toMatchObject({
    code: 'case-locked',
    message: expect.stringContaining('Ada Prüfer'),
  });
  store.close();
  expect(await codeOf(() => store.items())).toBe('case-not-open');
  (await open(folder)).close();
  store.close();
  expect(readdirSync(folder).sort()).toEqual(['a.png', 'case.chirograph']);
});

test('what cannot be opened as a case says so and stays as it is', async () => {
  expect(await codeOf(() => open(path.join(folderWith(), 'nowhere')))).toBe('folder-unreadable');
  const folder = folderWith({ 'a.png': 'a' });
  expect(await codeOf(() => open(path.join(folder, 'a.png')))).toBe('folder-unreadable');
  put(folder, 'case.chirograph', 'not a database'.repeat(100));
  expect(await codeOf(() => open(folder))).toBe('case-damaged');
  expect(readFileSync(path.join(folder, 'case.chirograph'), 'utf8')).toBe('not a database'.repeat(100));
  expect(readdirSync(folder).sort()).toEqual(['a.png', 'case.chirograph']);
});

test('evidence is left exactly as it was by every operation', async () => {
  const folder = folderWith(LETTERS);
  const state = (): unknown =>
    Object.keys(LETTERS).map((name) => {
      const file = path.join(folder, name);
      const { mode, mtimeMs, ctimeMs, atimeMs, ino, size, nlink } = lstatSync(file);
      const sha = hash(readFileSync(file));
      return { name, mode, mtimeMs, ctimeMs, atimeMs, ino, size, nlink, sha };
    });
  // The first look brings the access time up to date, by this test's own reading.
  state();
  const before = state();
  let store = await open(folder);
  for (const item of store.items()) {
    store.savePreparation(examiner, item.id, prepared(item.sha256, [{ x: 0, ink: item.label }]));
    await store.recheck(item.id);
  }
  store.assign(
    examiner,
    store.items().map((item) => item.id),
    'known',
    'Someone',
  );
  store.exclude(
    examiner,
    store.words().map((word) => word.id),
    true,
  );
  store.saveEmbeddings(examiner, model, [embedding(hash('x'))]);
  store.saveForm(examiner, store.form());
  store.close();
  store = await open(folder);
  store.close();
  expect(state()).toEqual(before);
});

test('pages satisfy the contract', async () => {
  const store = await open(folderWith({ 'q.png': 'q' }));
  const item = itemAt(store, 'q.png');
  store.savePreparation(
    examiner,
    item.id,
    prepared(item.sha256, [
      { x: 0, ink: 'one' },
      { x: 50, ink: 'two' },
    ]),
  );
  const pages = store.pages(item.id, null);
  expect(pages.map((page) => v.parse(Page, page))).toEqual(pages);
  expect(itemAt(store, 'q.png')).toMatchObject({
    pages: 1,
    width: 1000,
    height: 700,
    dpi: 300,
    orientation: 1,
    format: 'png',
    words: 2,
    thumbnail: `thumb-${item.id}`,
  });
});
