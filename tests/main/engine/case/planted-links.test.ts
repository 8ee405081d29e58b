import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readCrops, removeCrops, writeCrops } from '../../../../src/main/engine/case/crops.ts';
import { readCase } from '../../../../src/main/engine/case/read-case.ts';
import { readPlainFile } from '../../../../src/main/engine/case/plain-file.ts';
import { sha256 } from '../../../../src/main/engine/case/hash.ts';
import { codeOf, folderWith, open } from './fixture.ts';

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

test('crops are read through no link, neither in place of the file nor of the folder', () => {
  const folder = folderWith();
  const crop = Buffer.from('crop');
  writeCrops(folder, 'item-0001', new Map([[sha256(crop), crop]]));
  const [derived, kept] = [path.join(folder, 'derived'), path.join(folder, 'kept')];
  symlinkSync('item-0001.crops', path.join(derived, 'item-0002.crops'));
  expect(readCrops(folder, 'item-0001').size).toBe(1);
  expect(readCrops(folder, 'item-0002').size).toBe(0);
  renameSync(derived, kept);
  symlinkSync(kept, derived);
  expect(readCrops(folder, 'item-0001').size).toBe(0);
});

test('crops of a folder that cannot be looked at are none', () => {
  // As with a drive that reports an error, the system answers with something else than that nothing is there.
  const loop = path.join(folderWith(), 'loop');
  symlinkSync('loop', loop);
  expect(readCrops(loop, 'item-0001').size).toBe(0);
});

test('a report that is larger than any is not read into memory', () => {
  const folder = folderWith({ 'report.json': '{}' });
  const report = path.join(folder, 'report.json');
  expect(readPlainFile(report, 2)?.length).toBe(2);
  expect(readPlainFile(report, 1)).toBeNull();
});

test('a database that is a link is not copied to be looked at', async () => {
  const elsewhere = folderWith({ 'a.png': 'a' });
  (await open(elsewhere)).close();
  const folder = folderWith();
  symlinkSync(path.join(elsewhere, 'case.chirograph'), path.join(folder, 'case.chirograph'));
  expect(await codeOf(() => readCase(folder))).toBe('folder-unreadable');
});

test.skipIf(process.platform === 'win32')('a pipe in place of what is read holds nothing up', async () => {
  const folder = folderWith();
  mkdirSync(path.join(folder, 'derived'));
  const crops = path.join(folder, 'derived', 'item-0001.crops');
  const pipes = [crops, path.join(folder, 'case.chirograph'), path.join(folder, 'home.json')];
  for (const pipe of pipes) expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
  expect(pipes.map(readPlainFile)).toEqual([null, null, null]);
  expect(readCrops(folder, 'item-0001').size).toBe(0);
  expect(await codeOf(() => readCase(folder))).toBe('folder-unreadable');
  for (const pipe of pipes) rmSync(pipe);
});
