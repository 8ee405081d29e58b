import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  APPLICATION_ID,
  migrate,
  migrations,
  versionOf,
} from '../../../../../src/main/engine/case/migrations/migrations.ts';

const tables = (connection: Database.Database): string[] =>
  connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    .pluck()
    .all() as string[];

test('steps are numbered from 1 without a gap', () => {
  expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, index) => index + 1));
});

test('step 1 makes the tables of a case and marks the file as one', () => {
  const connection = new Database(':memory:');
  migrate(connection, migrations.slice(0, 1));
  expect(versionOf(connection)).toBe(1);
  expect(connection.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
  expect(tables(connection)).toEqual([
    'case_record',
    'crop',
    'embedding',
    'examiner',
    'form',
    'item',
    'journal',
    'label_counter',
    'model',
    'page',
    'result',
    'word',
    'writer',
  ]);
  expect(connection.pragma('foreign_key_check')).toEqual([]);
});

test('step 1 holds rows to what they may be', () => {
  const connection = new Database(':memory:');
  migrate(connection, migrations.slice(0, 1));
  connection.pragma('foreign_keys = ON');
  const item = (values: string): void => {
    connection.exec(`INSERT INTO item (id, role, number, writer, path, sha256, bytes) VALUES (${values})`);
  };
  item("'i', 'questioned', 1, NULL, 'a.png', 'x', 1");
  for (const wrong of [
    "'j', 'known', 1, NULL, 'b.png', 'x', 1",
    "'j', 'known', 1, 7, 'b.png', 'x', 1",
    "'j', 'suspect', 1, NULL, 'b.png', 'x', 1",
    "'j', 'questioned', 1, NULL, 'b.png', 'x', 1",
    "'j', 'questioned', 2, NULL, 'a.png', 'x', 1",
    "'j', 'questioned', 2, NULL, 'b.png', 'x', 'many'",
  ]) {
    expect(() => item(wrong), wrong).toThrow(/constraint|cannot store/);
  }
  connection.exec("INSERT INTO model VALUES (1, 'm', 'n', '1'); INSERT INTO crop VALUES (1, 'c')");
  expect(() => connection.exec("INSERT INTO embedding VALUES (1, 1, x'00', x'00', 'cpu')")).toThrow(/CHECK/);
});

test('a second run changes nothing, and a step that fails leaves the version before it', () => {
  const connection = new Database(':memory:');
  migrate(connection);
  migrate(connection);
  expect(versionOf(connection)).toBe(migrations.length);
  const before = tables(connection);
  const next = { version: migrations.length + 1, sql: 'CREATE TABLE half (a) STRICT; nonsense' };
  expect(() => migrate(connection, [...migrations, next])).toThrow();
  expect(versionOf(connection)).toBe(migrations.length);
  expect(tables(connection)).toEqual(before);
  migrate(connection, [...migrations, { ...next, sql: 'CREATE TABLE whole (a TEXT) STRICT' }]);
  expect(versionOf(connection)).toBe(migrations.length + 1);
});
