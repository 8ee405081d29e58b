/** Cases inside of cases: none is made in another's folder, and none is taken into another. */
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { enclosingCase, isUnderUnmasking } from '../../../../src/main/engine/case/enclosing-case.ts';
import { listFolder } from '../../../../src/main/engine/case/folder-listing.ts';
import { confineTo } from '../../../../src/main/engine/case/roots.ts';
import { asOrdinaryUser, codeOf, folderWith, open, put } from './fixture.ts';

const FILES = { 'questioned/a.png': 'a', 'known/Edda Marrow/b.png': 'b' };

test('a folder inside a case under unmasking is no case of its own, also where it was one before', async () => {
  const folder = folderWith(FILES);
  const known = path.join(folder, 'known');
  (await open(known)).close();
  (await open(folder, { unmasking: true })).close();
  for (const inside of [known, path.join(known, 'Edda Marrow'), path.join(folder, 'questioned')]) {
    await expect(open(inside)).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining(realpathSync(folder)),
    });
  }
  expect(await enclosingCase(known, undefined)).toBe(realpathSync(folder));
  expect(await isUnderUnmasking(folder, undefined)).toBe(true);
});

test('the folder above takes nothing from a case, and says so', async () => {
  const above = folderWith({ 'other.png': 'other' });
  const folder = path.join(above, 'case');
  for (const [name, content] of Object.entries(FILES)) put(folder, name, content);
  (await open(folder, { unmasking: true })).close();
  const store = await open(above);
  expect(store.items().map((item) => item.path)).toEqual(['other.png']);
  expect(store.view(null).changes.notRead).toEqual([
    { path: 'case', reason: 'is the folder of another case: open it by itself' },
  ]);
});

test('in a folder of cases each opens as it did, also where that folder was opened as a case by mistake', async () => {
  const above = folderWith({ 'one/a.png': 'a', 'two/b.png': 'b' });
  const [one, two] = [path.join(above, 'one'), path.join(above, 'two')];
  (await open(one)).close();
  (await open(two)).close();
  const store = await open(above);
  expect(store.items()).toEqual([]);
  store.close();
  for (const each of [one, two]) expect((await open(each)).items()).toHaveLength(1);
  put(above, 'three/c.png', 'c');
  expect(await codeOf(() => open(path.join(above, 'three')))).toBe('not-allowed');
});

test('a case whose folder cannot be written has its folder to itself as well', async () => {
  const folder = folderWith(FILES);
  const known = path.join(folder, 'known');
  await asOrdinaryUser(folder, async () => {
    chmodSync(folder, 0o555);
    const homes = mkdtempSync(path.join(tmpdir(), 'chirograph-homes-'));
    onTestFinished(() => rmSync(homes, { recursive: true }));
    const store = await open(folder, { homes, unmasking: true });
    store.close();
    expect(store.home).not.toBe(folder);
    expect(await codeOf(() => open(known, { homes }))).toBe('not-allowed');
  });
});

test('what is in a case under unmasking is not listed; in any other it is', async () => {
  const root = realpathSync(folderWith({ 'case/known/Edda Marrow/b.png': 'b', 'plain/known/W/b.png': 'b' }));
  const roots = await confineTo([root]);
  const list = (...inside: string[]): ReturnType<typeof listFolder> =>
    listFolder(roots, path.join(root, ...inside), new Map());
  (await open(path.join(root, 'case'), { unmasking: true })).close();
  (await open(path.join(root, 'plain'))).close();
  expect(await list('case')).toMatchObject({ isCase: true, images: 1, folders: [] });
  expect(await codeOf(() => list('case', 'known'))).toBe('not-allowed');
  expect((await list('plain', 'known')).folders.map(({ name }) => name)).toEqual(['W']);
});
