import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { removeCrops } from '../../../../src/main/engine/case/crops.ts';
import { folderWith, open } from './fixture.ts';

test('a link in place of the notice of who has the case is replaced, and what it led to stays as it was', async () => {
  const folder = folderWith({ 'questioned/a.png': 'evidence' });
  symlinkSync(path.join('questioned', 'a.png'), path.join(folder, 'case.chirograph-open'));
  symlinkSync(
    path.join('questioned', 'a.png'),
    path.join(folder, `.case.chirograph-open.${process.pid}.tmp`),
  );
  const store = await open(folder);
  expect(readFileSync(path.join(folder, 'questioned', 'a.png'), 'utf8')).toBe('evidence');
  expect(readFileSync(path.join(folder, 'case.chirograph-open'), 'utf8')).toContain('Ada Prüfer');
  store.close();
  expect(existsSync(path.join(folder, 'case.chirograph-open'))).toBe(false);
});

test.each([
  ['a link', symlinkSync],
  ['another name of the same file', linkSync],
])('%s in place of crops is removed by an erasure, and what it leads to stays as it was', (_what, plant) => {
  const folder = folderWith({ 'questioned/a.png': 'evidence' });
  const evidence = path.join(folder, 'questioned', 'a.png');
  mkdirSync(path.join(folder, 'derived'));
  const crops = path.join(folder, 'derived', 'item-0001.crops');
  plant(evidence, crops);
  removeCrops(folder, 'item-0001');
  expect(readFileSync(evidence, 'utf8')).toBe('evidence');
  expect(existsSync(crops)).toBe(false);
  writeFileSync(crops, 'crops');
  removeCrops(folder, 'item-0001');
  expect(existsSync(crops)).toBe(false);
  unlinkSync(evidence);
});

test('the bytes of an erased item come back under another name where a living item has them too', async () => {
  const folder = folderWith({ 'questioned/a.png': 'same', 'known/Other/a.png': 'same' });
  const store = await open(folder);
  store.erase({ name: 'Ada', initials: 'A', role: 'R' }, { kind: 'writer', name: 'Other' }, 'request', '');
  store.close();
  unlinkSync(path.join(folder, 'questioned', 'a.png'));
  writeFileSync(path.join(folder, 'questioned', 'b.png'), 'same');
  const again = await open(folder);
  expect(again.view(null).changes.new).toContain('questioned/b.png');
});
