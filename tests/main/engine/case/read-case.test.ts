import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readCase } from '../../../../src/main/engine/case/read-case.ts';
import type { CaseReader } from '../../../../src/main/engine/case/store.ts';
import {
  asOrdinaryUser,
  codeOf,
  embedding,
  examiner,
  folderWith,
  itemAt,
  model,
  open,
  prepared,
} from './fixture.ts';

async function madeCase(): Promise<string> {
  const folder = folderWith({ 'questioned/q.png': 'q', 'known/A/k.png': 'k' });
  const store = await open(folder);
  for (const { id, sha256 } of store.items()) {
    store.savePreparation(examiner, id, prepared(sha256, [{ x: 0, ink: 'one' }]));
  }
  store.saveEmbeddings(
    examiner,
    model,
    store.words().map((word) => embedding(word.cropSha256)),
  );
  store.close();
  return folder;
}

async function read(folder: string): Promise<CaseReader> {
  const reader = await readCase(folder);
  onTestFinished(() => reader.close());
  return reader;
}

const states = (folder: string): unknown =>
  ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].sort().map((name) => {
    const { mtimeMs, ctimeMs, size, mode } = lstatSync(path.join(folder, name));
    return { name, mtimeMs, ctimeMs, size, mode };
  });

test('a case reads the same as it stands open, and reading leaves no trace', async () => {
  const folder = await madeCase();
  const store = await open(folder);
  const expected = { view: store.view(model.sha256), journal: store.journal(), words: store.words() };
  store.close();
  const before = states(folder);
  const temporary = folderWith();
  vi.stubEnv('TMPDIR', temporary);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const reader = await read(folder);
  expect(readdirSync(temporary)).toHaveLength(1);
  const noChanges = { new: [], missing: [], changed: [] };
  expect(reader.view(model.sha256)).toEqual({ ...expected.view, changes: noChanges });
  expect(reader.journal()).toEqual(expected.journal);
  expect(reader.words()).toEqual(expected.words);
  const { id } = itemAt(reader, 'questioned/q.png');
  expect(reader.pathOf(id)).toBe(path.join(folder, 'questioned', 'q.png'));
  expect(reader.crops(id).size).toBe(1);
  reader.close();
  expect(states(folder)).toEqual(before);
  expect(readdirSync(temporary)).toEqual([]);
});

test('a case in a folder that cannot be written is read', async () => {
  const folder = await madeCase();
  const items = await asOrdinaryUser(folder, async () => {
    chmodSync(folder, 0o555);
    const reader = await read(folder);
    expect(await codeOf(() => open(folder))).toBe('folder-read-only');
    const found = reader.items().length;
    reader.close();
    return found;
  });
  chmodSync(folder, 0o755);
  expect(items).toBe(2);
});

test('a case that is open in this process is read with its latest change, and stays locked', async () => {
  const folder = await madeCase();
  const store = await open(folder);
  store.saveForm(examiner, { ...store.form(), caseNumber: '17' });
  const reader = await read(folder);
  expect(reader.form().caseNumber).toBe('17');
  store.saveForm(examiner, { ...store.form(), caseNumber: '18' });
  expect(reader.form().caseNumber).toBe('17');
  expect(await codeOf(() => open(folder))).toBe('case-locked');
});

test('a folder without a case, and one with something else in its place, is named', async () => {
  expect(await codeOf(() => readCase(folderWith({ 'a.png': 'a' })))).toBe('not-found');
  expect(await codeOf(() => readCase(folderWith({ 'case.chirograph': '' })))).toBe('not-found');
  expect(await codeOf(() => readCase(folderWith({ 'case.chirograph': 'x'.repeat(5000) })))).toBe(
    'case-damaged',
  );
  expect(await codeOf(() => readCase(path.join(folderWith(), 'none')))).toBe('folder-unreadable');
});

test('the copy of a process that was killed while it only looked is removed by the next that looks', async () => {
  const folder = await madeCase();
  const temporary = folderWith();
  vi.stubEnv('TMPDIR', temporary);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const child = path.join(import.meta.dirname, 'looking-child.ts');
  const looking = spawn(process.execPath, [child, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(looking, 'exit');
  await once(looking.stdout, 'data');
  const left = readdirSync(temporary);
  expect(left).toEqual([expect.stringContaining(`chirograph-read-${looking.pid}-`)]);
  // While it lives its copy is its own.
  const beside = await readCase(folder);
  expect(readdirSync(temporary)).toEqual(expect.arrayContaining(left));
  beside.close();
  looking.kill('SIGKILL');
  await exit;
  (await readCase(folder)).close();
  expect(readdirSync(temporary)).toEqual([]);
});
