import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lastWitnessed, openWitness, readWitness } from '../../../../src/main/engine/case/witness.ts';
import { examiner, folderWith, open, put, rawDatabase } from './fixture.ts';

const witnessOf = (directory: string, id: string): string => readFileSync(path.join(directory, id), 'utf8');

test('every entry is witnessed once it is committed, by number and hash alone', async () => {
  const witnesses = path.join(folderWith(), 'witness');
  const store = await open(folderWith({ 'known/Peculiar Name/a.png': 'a' }), { witnesses });
  expect(store.view(null).witness).toBeUndefined();
  const lines = (): string[] => witnessOf(witnesses, store.id).trimEnd().split('\n');
  const entries = (): string[] =>
    store
      .journal()
      .entries.toReversed()
      .map(({ sequence, hash }) => `${sequence} ${hash}`);
  expect(lines()).toEqual(entries());
  store.record(examiner, 'report.export', [], {});
  expect(lines()).toEqual(entries());
});

test('a change that is refused is not witnessed', async () => {
  const witnesses = folderWith();
  const store = await open(folderWith({ 'a.png': 'a' }), { witnesses });
  const before = witnessOf(witnesses, store.id);
  expect(() => store.record(examiner, 'report.export', [], { pages: NaN })).toThrow();
  expect(witnessOf(witnesses, store.id)).toBe(before);
});

test('what a kill kept from the witness, or tore off, is made up for at the next opening', async () => {
  const witnesses = folderWith();
  const folder = folderWith({ 'a.png': 'a' });
  const store = await open(folder, { witnesses });
  const { id } = store;
  store.close();
  const whole = witnessOf(witnesses, id);
  writeFileSync(path.join(witnesses, id), whole.slice(0, -40));
  const again = await open(folder, { witnesses });
  expect(again.view(null).witness).toEqual({ lines: 3, contradiction: null });
  const seen = readWitness(witnesses, id);
  for (const { sequence, hash } of again.journal().entries) expect(seen?.get(sequence)).toBe(hash);
  // Never shortened: what was torn off is still there.
  expect(witnessOf(witnesses, id).startsWith(whole.slice(0, -40))).toBe(true);
});

test('a line that follows elsewhere is no contradiction', async () => {
  const witnesses = folderWith();
  const folder = folderWith({ 'a.png': 'a' });
  const store = await open(folder, { witnesses });
  store.close();
  (await open(folder)).close();
  expect((await open(folder, { witnesses })).view(null).witness?.contradiction).toBe(null);
});

test('an older copy put back opens, says what that may mean, and leaves the witness as it was', async () => {
  const witnesses = folderWith();
  const folder = folderWith({ 'a.png': 'a' });
  const store = await open(folder, { witnesses });
  store.close();
  const backup = path.join(folderWith(), 'case.chirograph');
  cpSync(path.join(folder, 'case.chirograph'), backup);
  (await open(folder, { witnesses })).close();
  const before = witnessOf(witnesses, store.id);
  cpSync(backup, path.join(folder, 'case.chirograph'));
  const restored = await open(folder, { witnesses });
  const { witness } = restored.view(null);
  expect(witness?.contradiction).toMatchObject({ line: 5 });
  expect(witness?.contradiction?.message).toMatch(
    /^The journal ends at line 4, .* older or another copy .* altered\. If it is legitimate, delete /,
  );
  restored.record(examiner, 'report.export', [], {});
  expect(witnessOf(witnesses, store.id)).toBe(before);
});

test('of two copies with one id on this computer the one that contradicts is named, with the file to move and the witness', async () => {
  const witnesses = folderWith();
  const folder = folderWith({ 'a.png': 'a' });
  const store = await open(folder, { witnesses });
  store.close();
  const copy = folderWith();
  cpSync(folder, copy, { recursive: true });
  (await open(folder, { witnesses })).close();
  const message = (await open(copy, { witnesses })).view(null).witness?.contradiction?.message;
  expect(message).toContain(`delete ${path.join(witnesses, store.id)}:`);
  expect(message).toContain(`move ${path.join(copy, 'case.chirograph')} out of its folder.`);
});

test('what was seen first counts: nothing added to the witness unsays it, and a first line that differs is named', async () => {
  const witnesses = folderWith();
  const folder = folderWith({ 'a.png': 'a' });
  const store = await open(folder, { witnesses });
  const { id } = store;
  store.close();
  appendFileSync(path.join(witnesses, id), `2 ${'0'.repeat(64)}\n`);
  const again = await open(folder, { witnesses });
  expect(again.view(null).witness?.contradiction).toBe(null);
  again.close();
  put(
    witnesses,
    id,
    witnessOf(witnesses, id).replace(/^3 ./m, (line) => (line === '3 0' ? '3 1' : '3 0')),
  );
  const { witness } = (await open(folder, { witnesses })).view(null);
  expect(witness?.contradiction).toMatchObject({
    line: 3,
    message: expect.stringMatching(/^Line 3 of the journal is not the one/) as string,
  });
});

test('a witness that cannot be written costs no change', async () => {
  const witnesses = path.join(folderWith({ witness: 'a file in its place' }), 'witness');
  const store = await open(folderWith({ 'a.png': 'a' }), { witnesses });
  store.record(examiner, 'report.export', [], {});
  expect(store.journal()).toMatchObject({ total: 5, intact: true });
});

test('a journal of more lines than a call can have arguments is witnessed like any other', () => {
  const witnesses = folderWith();
  const id = '00000000-0000-4000-8000-000000000000';
  const journal = Array.from({ length: 150_000 }, (_, at) => ({
    sequence: at + 1,
    hash: (at + 1).toString(16).padStart(64, '0'),
  }));
  writeFileSync(
    path.join(witnesses, id),
    journal.map(({ sequence, hash }) => `${sequence} ${hash}\n`).join(''),
  );
  const added = { sequence: journal.length + 1, hash: 'f'.repeat(64) };
  const witness = openWitness(witnesses, id, 'case.chirograph', (after) =>
    after === 0 ? journal : after === journal.length ? [added] : [],
  );
  expect(witness.state).toEqual({ lines: journal.length, contradiction: null });
  witness.extend();
  const seen = readWitness(witnesses, id)!;
  expect(lastWitnessed(seen)).toBe(added.sequence);
  expect(seen.get(added.sequence)).toBe(added.hash);
});

test('an id that is none leads to no other place', async () => {
  const folder = folderWith({ 'a.png': 'a' });
  const witnesses = path.join(folderWith(), 'witness');
  mkdirSync(witnesses);
  (await open(folder)).close();
  const connection = rawDatabase(folder);
  connection.exec("UPDATE case_record SET id = '../../outside'");
  connection.close();
  const store = await open(folder, { witnesses });
  expect(readWitness(witnesses, store.id)?.size).toBeGreaterThan(0);
  expect(readFileSync(path.join(witnesses, 'unnamed'), 'utf8')).not.toBe('');
});
