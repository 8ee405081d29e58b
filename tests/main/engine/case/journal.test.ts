import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Journal } from '../../../../src/contract/case.ts';
import { openJournal } from '../../../../src/main/engine/case/journal.ts';
import { codeOf, examiner, folderWith, open, rawDatabase } from './fixture.ts';

const second = { name: 'Ben Okafor', initials: 'BO', role: 'Reviewer' };

/** A case whose journal has entries 1 to 9, closed; its database, without the triggers, and how to read the journal. */
async function tampered(): Promise<{ connection: Database.Database; brokenAt: () => number | null }> {
  const folder = folderWith({ 'a.png': 'a' });
  const store = await open(folder);
  const { id } = store;
  store.record(examiner, 'report.export', ['x'], { pages: 3, pdf: 'f'.repeat(64) });
  store.record(second, 'verification.run', [], { ok: true });
  store.record(second, 'report.export', ['x', 'y'], { pages: 4 });
  store.record(examiner, 'report.export', [], {});
  expect(store.journal()).toMatchObject({ total: 9, intact: true, brokenAt: null });
  store.close();
  const connection = rawDatabase(folder);
  for (const name of ['journal_no_update', 'journal_no_delete', 'examiner_no_update', 'examiner_no_delete']) {
    connection.exec(`DROP TRIGGER ${name}`);
  }
  connection.pragma('foreign_keys = OFF');
  return { connection, brokenAt: () => openJournal(connection, id, '').read().brokenAt };
}

test('the journal reads newest first, in parts', async () => {
  const store = await open(folderWith());
  for (let index = 0; index < 5; index++) store.record(examiner, 'report.export', [], { index });
  const all = store.journal();
  expect(v.parse(Journal, all)).toEqual(all);
  expect(all.entries.map((entry) => entry.sequence)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(all.head).toBe(all.entries[0]!.hash);
  expect(store.journal(6, 2).entries.map((entry) => entry.sequence)).toEqual([5, 4]);
  expect(all.entries[0]).toMatchObject({ examiner, parameters: '{"index":4}', software: 'Chirograph 0.1.0' });
});

test('the chain can be followed by anybody, from the case id on', async () => {
  const store = await open(folderWith({ 'a.png': 'a' }));
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  let previous = sha256(store.id);
  for (const entry of store.journal().entries.toReversed()) {
    const { action, at, parameters, sequence, software, subjects } = entry;
    const text = JSON.stringify({
      action,
      at,
      examiner: entry.examiner.id,
      parameters,
      previous,
      sequence,
      software,
      subjects,
    });
    expect(entry.previous).toBe(previous);
    expect(entry.hash).toBe(sha256(text));
    previous = entry.hash;
  }
});

test('any altered field is found, at its entry', async () => {
  const { connection, brokenAt } = await tampered();
  expect(brokenAt()).toBe(null);
  const fields = ['at', 'examiner', 'action', 'subjects', 'parameters', 'software', 'previous', 'hash'];
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(...fields),
      fc.string(),
      (sequence, field, text) => {
        const read = connection.prepare(`SELECT ${field} FROM journal WHERE sequence = ?`).pluck();
        const write = connection.prepare(`UPDATE journal SET ${field} = ? WHERE sequence = ?`);
        const before = read.get(sequence) as string;
        fc.pre(text !== before);
        write.run(text, sequence);
        expect(brokenAt()).toBe(sequence);
        write.run(before, sequence);
        expect(brokenAt()).toBe(null);
      },
    ),
  );
});

test('one changed character is found, and so is white space', async () => {
  const { connection, brokenAt } = await tampered();
  connection.exec(`UPDATE journal SET parameters = replace(parameters, '3', '4') WHERE sequence = 5`);
  expect(brokenAt()).toBe(5);
  connection.exec(`UPDATE journal SET parameters = replace(parameters, '4', '3') WHERE sequence = 5`);
  expect(brokenAt()).toBe(null);
  connection.exec(`UPDATE journal SET subjects = '["x" ]' WHERE sequence = 5`);
  expect(brokenAt()).toBe(5);
});

test('an entry taken out, moved, added or exchanged is found', async () => {
  const alter = async (sql: string): Promise<number | null> => {
    const { connection, brokenAt } = await tampered();
    connection.exec(sql);
    return brokenAt();
  };
  expect(await alter('DELETE FROM journal WHERE sequence = 1')).toBe(1);
  expect(await alter('DELETE FROM journal WHERE sequence = 5')).toBe(5);
  expect(await alter('UPDATE journal SET sequence = 100 WHERE sequence = 5')).toBe(5);
  expect(await alter('UPDATE journal SET sequence = -sequence')).toBe(1);
  expect(
    await alter(`UPDATE journal SET sequence = 100 WHERE sequence = 5; UPDATE journal SET sequence = 5 WHERE sequence = 6;
      UPDATE journal SET sequence = 6 WHERE sequence = 100`),
  ).toBe(5);
  expect(
    await alter(
      'INSERT INTO journal SELECT 10, at, examiner, action, subjects, parameters, software, hash, hash FROM journal WHERE sequence = 9',
    ),
  ).toBe(10);
});

test('an examiner renamed or taken out is found where the examiner was entered', async () => {
  const alter = async (sql: string): Promise<number | null> => {
    const { connection, brokenAt } = await tampered();
    connection.exec(sql);
    return brokenAt();
  };
  expect(await alter("UPDATE examiner SET name = 'Someone Else' WHERE initials = 'BO'")).toBe(6);
  expect(await alter("UPDATE examiner SET role = 'Clerk' WHERE initials = 'AP'")).toBe(1);
  expect(await alter("DELETE FROM examiner WHERE initials = 'BO'")).toBe(6);
});

test('a journal cannot be carried into another case', async () => {
  const { connection } = await tampered();
  expect(openJournal(connection, 'another-case', '').read().brokenAt).toBe(1);
});

test('the database itself refuses to change or remove what is entered', async () => {
  const folder = folderWith();
  (await open(folder)).close();
  const connection = rawDatabase(folder);
  expect(() => connection.exec("UPDATE journal SET action = 'x'")).toThrow(/append-only/);
  expect(() => connection.exec('DELETE FROM journal')).toThrow(/append-only/);
  expect(() => connection.exec("UPDATE examiner SET name = 'x'")).toThrow(/append-only/);
  expect(() => connection.exec('DELETE FROM examiner')).toThrow(/append-only/);
  connection.exec('DROP TRIGGER journal_no_delete');
  connection.close();
  expect(await codeOf(() => open(folder))).toBe('case-damaged');
});

test('parameters that JSON cannot say are refused and nothing is entered', async () => {
  const store = await open(folderWith());
  const { total } = store.journal();
  await codeOf(() => store.record(examiner, 'report.export', [], { pages: NaN }));
  expect(store.journal()).toMatchObject({ total, intact: true });
});
