import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { reportSlowQueries } from '../../../../src/main/engine/case/slow-queries.ts';

/** A database with one table, and what was told of it; every look at the clock adds `step` milliseconds. */
function watched(step: () => number): { database: Database.Database; told: [string, number][] } {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  database.exec('CREATE TABLE item (path TEXT); INSERT INTO item VALUES (1), (2), (3)');
  const told: [string, number][] = [];
  let now = 0;
  reportSlowQueries(
    database,
    (sql, milliseconds) => void told.push([sql, milliseconds]),
    () => (now += step()),
  );
  return { database, told };
}

it('a statement above 100 ms is told of by its text, without its values', () => {
  const { database, told } = watched(() => 101);
  expect(database.prepare('SELECT path FROM item WHERE path = ?').all('Jane Roe')).toEqual([]);
  expect(database.prepare('SELECT path FROM item').get()).toEqual({ path: '1' });
  expect(database.prepare('INSERT INTO item VALUES (:path)').run({ path: 'Jane Roe' }).changes).toBe(1);
  expect(told).toEqual([
    ['SELECT path FROM item WHERE path = ?', 101],
    ['SELECT path FROM item', 101],
    ['INSERT INTO item VALUES (:path)', 101],
  ]);
});

it('one of 100 ms is not', () => {
  const { database, told } = watched(() => 100);
  database.prepare('SELECT path FROM item').all();
  expect(told).toEqual([]);
});

it('a slow statement that fails is told of as well', () => {
  const { database, told } = watched(() => 200);
  database.exec('CREATE UNIQUE INDEX one ON item (path)');
  expect(() => database.prepare('INSERT INTO item VALUES (?)').run('1')).toThrow('UNIQUE');
  expect(told).toEqual([['INSERT INTO item VALUES (?)', 200]]);
});

it('of rows read one by one the time of all is told, and what the reader does between two is not counted', () => {
  const { database, told } = watched(() => 30);
  const read: unknown[] = [];
  for (const row of database.prepare<[], { path: string }>('SELECT path FROM item').iterate()) {
    read.push(row.path);
  }
  expect(read).toEqual(['1', '2', '3']);
  // Three rows and the end of them, 30 ms each; the reader's time would add as much again.
  expect(told).toEqual([['SELECT path FROM item', 120]]);
});

it('rows that are not read to their end leave the database free for the next statement', () => {
  const { database } = watched(() => 1);
  for (const row of database.prepare('SELECT path FROM item').iterate()) {
    expect(row).toEqual({ path: '1' });
    break;
  }
  expect(database.prepare('INSERT INTO item VALUES (9)').run().changes).toBe(1);
});

it('a statement can still be asked for single values', () => {
  const { database } = watched(() => 1);
  expect(database.prepare('SELECT path FROM item').pluck().all()).toEqual(['1', '2', '3']);
});
