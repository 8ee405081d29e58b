import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../../src/main/engine/case/database.ts';
import { codeOf, folderWith, open, rawDatabase } from './fixture.ts';

const fileIn = (folder: string): string => path.join(folder, 'case.chirograph');

test('a case is written through a log, with every commit on the disk', () => {
  const database = openDatabase(fileIn(folderWith()));
  const pragma = (name: string): unknown => database.connection.pragma(name, { simple: true });
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('locking_mode')).toBe('exclusive');
  expect(pragma('trusted_schema')).toBe(0);
  database.close();
});

test("another program's database is refused and not touched", async () => {
  const folder = folderWith();
  const other = new Database(fileIn(folder));
  other.pragma('application_id = 1234');
  other.exec('CREATE TABLE theirs (a)');
  other.close();
  const before = readFileSync(fileIn(folder));
  expect(await codeOf(() => open(folder))).toBe('case-foreign');
  expect(readFileSync(fileIn(folder))).toEqual(before);

  const unmarked = folderWith();
  const plain = new Database(fileIn(unmarked));
  plain.exec('CREATE TABLE theirs (a)');
  plain.close();
  const untouched = readFileSync(fileIn(unmarked));
  expect(await codeOf(() => open(unmarked))).toBe('case-foreign');
  expect(readFileSync(fileIn(unmarked))).toEqual(untouched);
});

test('a case of a newer version is refused', async () => {
  const folder = folderWith();
  (await open(folder)).close();
  const connection = rawDatabase(folder);
  connection.pragma('user_version = 99');
  connection.close();
  expect(await codeOf(() => open(folder))).toBe('case-newer');
});

test('an empty file, as a kill at the first moment leaves it, becomes a case', async () => {
  const folder = folderWith({ 'case.chirograph': '', 'a.png': 'a' });
  expect((await open(folder)).items()).toHaveLength(1);
});

test('damage is found at the next opening', async () => {
  const folder = folderWith(
    Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${at}.png`, `${at}`])),
  );
  (await open(folder)).close();
  const whole = readFileSync(fileIn(folder));
  const damage = async (change: (bytes: Buffer) => Buffer): Promise<string> => {
    writeFileSync(fileIn(folder), change(Buffer.from(whole)));
    return codeOf(async () => (await open(folder)).close());
  };
  expect(await damage((bytes) => bytes.subarray(0, bytes.length - 4096 * 3))).toBe('case-damaged');
  expect(await damage((bytes) => bytes.fill(0xff, 4096 * 5, 4096 * 9))).toBe('case-damaged');
  expect(await damage((bytes) => bytes.fill(0, 0, 100))).toBe('case-damaged');
  writeFileSync(fileIn(folder), whole);
  (await open(folder)).close();
});

test('tables or triggers that Chirograph did not make are refused', async () => {
  const folder = folderWith();
  (await open(folder)).close();
  const connection = rawDatabase(folder);
  connection.exec('CREATE TRIGGER theirs AFTER INSERT ON form BEGIN DELETE FROM page; END');
  connection.close();
  expect(await codeOf(() => open(folder))).toBe('case-damaged');
});

test('rows that lead nowhere are refused', async () => {
  const folder = folderWith({ 'known/A/a.png': 'a' });
  (await open(folder)).close();
  const connection = rawDatabase(folder);
  connection.pragma('foreign_keys = OFF');
  connection.exec('DELETE FROM writer');
  connection.close();
  expect(await codeOf(() => open(folder))).toBe('case-damaged');
});

test('a full disk is named, nothing of the change is kept and the case goes on', async () => {
  const file = fileIn(folderWith());
  const database = openDatabase(file);
  const pages = database.connection.pragma('page_count', { simple: true }) as number;
  database.connection.pragma(`max_page_count = ${pages}`);
  const insert = database.connection.prepare('INSERT INTO crop (sha256) VALUES (?)');
  const fill = (): void => {
    for (let at = 0; at < 10_000; at++) insert.run(`${at}`.padStart(64, '0'));
  };
  expect(await codeOf(() => database.write(fill))).toBe('disk-full');
  const count = database.connection.prepare('SELECT count(*) FROM crop').pluck();
  expect(count.get()).toBe(0);
  database.connection.pragma('max_page_count = 100000');
  database.write(fill);
  expect(count.get()).toBe(10_000);
  database.close();
});

test('a case carried elsewhere with its log opens with everything that was committed', async () => {
  const folder = folderWith();
  const database = openDatabase(fileIn(folder));
  database.write(() => database.connection.exec("INSERT INTO crop (sha256) VALUES ('x')"));
  const copy = fileIn(folderWith());
  for (const ending of ['', '-wal']) copyFileSync(fileIn(folder) + ending, copy + ending);
  expect(existsSync(`${fileIn(folder)}-shm`)).toBe(false);
  const carried = openDatabase(copy);
  expect(carried.connection.prepare('SELECT sha256 FROM crop').pluck().all()).toEqual(['x']);
  carried.close();
  database.close();
  rmSync(copy);
});
