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

test('step 2 keeps what a case of step 1 holds, and lets an examiner change into a pseudonym alone', () => {
  const connection = new Database(':memory:');
  migrate(connection, migrations.slice(0, 1));
  connection.exec(`
    INSERT INTO case_record VALUES (1, 'case', '2026-05-01T08:00:00.000Z', 0);
    INSERT INTO examiner VALUES ('12345678-aaaa', 'Ada', 'A', 'Examiner', 'salt');
    INSERT INTO journal VALUES (1, 'at', '12345678-aaaa', 'case.create', '[]', '{}', 'Chirograph 0.1.0', 'p', 'h');
    INSERT INTO writer (id, name) VALUES ('writer-1', 'W');
    INSERT INTO item (id, role, number, writer, path, sha256, bytes) VALUES ('item-1', 'known', 1, 1, 'a.png', 'x', 1);
  `);
  const rows = (table: string): unknown[] => connection.prepare(`SELECT * FROM ${table}`).all();
  const before = ['case_record', 'examiner', 'journal'].map(rows);
  migrate(connection, migrations.slice(0, 2));
  expect(versionOf(connection)).toBe(2);
  expect(['case_record', 'examiner', 'journal'].map(rows)).toEqual(before);
  expect(rows('writer')).toEqual([{ key: 1, id: 'writer-1', name: 'W', salt: '' }]);
  expect(rows('item')).toMatchObject([{ id: 'item-1', path: 'a.png', erased: 0 }]);

  const change = (values: string) => (): void => void connection.exec(`UPDATE examiner SET ${values}`);
  const pseudonym = "name = 'erased examiner 12345678', initials = 'erased', role = 'erased', salt = ''";
  expect(change(pseudonym)).toThrow(/append-only/);
  connection.exec("INSERT INTO erasure VALUES ('e', 'at', '', 0)");
  connection.exec("INSERT INTO erased VALUES ('e', 'writer', '12345678-aaaa')");
  expect(change(pseudonym)).toThrow(/append-only/);
  connection.exec("INSERT INTO erased VALUES ('e', 'examiner', '12345678-aaaa')");
  for (const wrong of [
    "name = 'Eve'",
    pseudonym.replace("salt = ''", "salt = 'y'"),
    `${pseudonym}, id = 'other'`,
  ]) {
    expect(change(wrong), wrong).toThrow(/append-only/);
  }
  change(pseudonym)();
  expect(() => connection.exec('DELETE FROM examiner')).toThrow(/append-only/);
  expect(() => connection.exec("UPDATE journal SET action = 'x'")).toThrow(/append-only/);
});

test('step 3 tells why a file could not be read from what its preparation said', () => {
  const connection = new Database(':memory:');
  migrate(connection, migrations.slice(0, 2));
  const unreadable = '{"code":"file-unreadable","message":"m"}';
  const noWriting = '{"code":"no-writing","message":"m"}';
  const add = connection.prepare(
    "INSERT INTO item (id, role, number, path, sha256, bytes, preparation, problem) VALUES (?, 'questioned', ?, ?, 'x', 1, ?, ?)",
  );
  const items = [
    ['ready', unreadable],
    ['stale', unreadable],
    ['failed', unreadable],
    ['ready', noWriting],
    ['ready', null],
  ] as const;
  items.forEach(([preparation, problem], at) => add.run(`i${at}`, at + 1, `${at}.png`, preparation, problem));
  migrate(connection, migrations.slice(0, 3));
  expect(versionOf(connection)).toBe(3);
  expect(connection.prepare('SELECT problem, later_problem FROM item ORDER BY key').raw().all()).toEqual([
    [null, unreadable],
    [null, unreadable],
    [unreadable, null],
    [noWriting, null],
    [null, null],
  ]);
});

test('step 4 leaves words as they were found, and holds corrections to what they may be', () => {
  const connection = new Database(':memory:');
  migrate(connection, migrations.slice(0, 3));
  connection.pragma('foreign_keys = ON');
  connection.exec(`
    INSERT INTO item (id, role, number, path, sha256, bytes) VALUES ('i', 'questioned', 1, 'a.png', 'x', 1);
    INSERT INTO page VALUES (1, 'p', 1, 0, 100, 100, 300);
    INSERT INTO crop VALUES (1, 'c');
    INSERT INTO word VALUES (1, 'w', 1, 1, 0, 0, 5, 5, 20, 10, 1, 1);
  `);
  const before = connection.prepare('SELECT * FROM word').get() as object;
  migrate(connection, migrations.slice(0, 4));
  expect(versionOf(connection)).toBe(4);
  expect(connection.prepare('SELECT * FROM word').get()).toEqual({
    ...before,
    origin: 'found',
    outline: null,
    removed: 0,
    reason: null,
    hand: null,
  });
  for (const wrong of [
    "UPDATE word SET outline = '[]'",
    "UPDATE word SET reason = 'dull'",
    "UPDATE word SET excluded = 0, reason = 'printed'",
    'UPDATE word SET hand = 7',
    'INSERT INTO hand (id, item, number) VALUES (1, 1, 1)',
    "INSERT INTO resolution VALUES (1, 0, 'hand')",
    "INSERT INTO resolution VALUES (1, 300, 'file')",
    "INSERT INTO transcription VALUES (1, '', 'salt')",
  ]) {
    expect(() => connection.exec(wrong), wrong).toThrow(/constraint/);
  }
  connection.exec(`
    INSERT INTO transcription VALUES (1, 'lamp', 'salt');
    INSERT INTO reading VALUES (1, '[["w"]]');
    INSERT INTO resolution VALUES (1, 200, 'scale');
    DELETE FROM page;
  `);
  for (const table of ['word', 'transcription', 'reading', 'resolution']) {
    expect(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  }
});

test('step 5 leaves pages unmeasured and words sure', () => {
  const connection = new Database(':memory:');
  migrate(connection, migrations.slice(0, 4));
  connection.exec(`
    INSERT INTO item (id, role, number, path, sha256, bytes) VALUES ('i', 'questioned', 1, 'a.png', 'x', 1);
    INSERT INTO page VALUES (1, 'p', 1, 0, 100, 100, 300);
    INSERT INTO crop VALUES (1, 'c');
    INSERT INTO word (id, item, page, line, place, x, y, width, height, excluded, crop)
      VALUES ('w', 1, 1, 0, 0, 5, 5, 20, 10, 0, 1);
  `);
  migrate(connection, migrations.slice(0, 5));
  expect(versionOf(connection)).toBe(5);
  expect(connection.prepare('SELECT quality FROM page').pluck().get()).toBeNull();
  expect(connection.prepare('SELECT unsure FROM word').pluck().get()).toBe(0);
  expect(() => connection.exec('UPDATE word SET unsure = 2')).toThrow(/constraint/);
});

test('step 7 leaves every word written', () => {
  const connection = new Database(':memory:');
  migrate(connection, migrations.slice(0, 6));
  connection.exec(`
    INSERT INTO item (id, role, number, path, sha256, bytes) VALUES ('i', 'questioned', 1, 'a.png', 'x', 1);
    INSERT INTO page (key, id, item, number, width, height) VALUES (1, 'p', 1, 0, 100, 100);
    INSERT INTO crop VALUES (1, 'c');
    INSERT INTO word (id, item, page, line, place, x, y, width, height, excluded, crop)
      VALUES ('w', 1, 1, 0, 0, 5, 5, 20, 10, 0, 1);
  `);
  migrate(connection, migrations.slice(0, 7));
  expect(versionOf(connection)).toBe(7);
  expect(connection.prepare('SELECT printed FROM word').pluck().get()).toBe(0);
  expect(() => connection.exec('UPDATE word SET printed = 2')).toThrow(/constraint/);
});

test('version 6: findings with marks, whose texts go with them; a mark goes with its page', () => {
  const connection = new Database(':memory:');
  connection.pragma('foreign_keys = ON');
  migrate(connection, migrations.slice(0, 5));
  connection.exec(`
    INSERT INTO item (id, role, number, path, sha256, bytes) VALUES ('i', 'questioned', 1, 'a.png', 'x', 1);
    INSERT INTO page (key, id, item, number, width, height) VALUES (1, 'p', 1, 0, 100, 100);
  `);
  migrate(connection, migrations.slice(0, 6));
  expect(versionOf(connection)).toBe(6);
  connection.exec(`
    INSERT INTO finding (key, id, number, kind) VALUES (1, 'f', 1, 'similarity');
    INSERT INTO finding_comment VALUES (1, 'closed loop', 'salt');
    INSERT INTO mark (key, id, finding, page, place, shape, places) VALUES (1, 'm', 1, 1, 0, 'text', '[]');
    INSERT INTO mark_text VALUES (1, 'here', 'salt');
  `);
  expect(() => connection.exec("UPDATE finding SET kind = 'likeness'")).toThrow(/constraint/);
  expect(() => connection.exec("UPDATE finding SET weight = 'much'")).toThrow(/constraint/);
  expect(() =>
    connection.exec("INSERT INTO finding (id, number, kind) VALUES ('g', 1, 'limitation')"),
  ).toThrow(/constraint/);
  connection.exec('DELETE FROM page');
  expect(connection.prepare('SELECT count(*) FROM mark_text').pluck().get()).toBe(0);
  expect(connection.prepare('SELECT count(*) FROM finding').pluck().get()).toBe(1);
});

test('version 8: letters, whose names go with them; a letter goes with its page', () => {
  const connection = new Database(':memory:');
  connection.pragma('foreign_keys = ON');
  migrate(connection, migrations.slice(0, 7));
  connection.exec(`
    INSERT INTO item (id, role, number, path, sha256, bytes) VALUES ('i', 'questioned', 1, 'a.png', 'x', 1);
    INSERT INTO page (key, id, item, number, width, height) VALUES (1, 'p', 1, 0, 100, 100);
  `);
  migrate(connection, migrations.slice(0, 8));
  expect(versionOf(connection)).toBe(8);
  connection.exec(`
    INSERT INTO letter (key, id, page, shape, places) VALUES (1, 'l', 1, 'box', '[]');
    INSERT INTO letter_name VALUES (1, 'g', 'salt');
  `);
  expect(() => connection.exec("UPDATE letter SET shape = 'circle'")).toThrow(/constraint/);
  expect(() => connection.exec("UPDATE letter_name SET text = ''")).toThrow(/constraint/);
  connection.exec('DELETE FROM page');
  expect(connection.prepare('SELECT count(*) FROM letter_name').pluck().get()).toBe(0);
});

test('step 9 keeps why words are excluded, and lets it be that they are signatures', () => {
  const connection = new Database(':memory:');
  connection.pragma('foreign_keys = ON');
  migrate(connection, migrations.slice(0, 8));
  connection.exec(`
    INSERT INTO item (id, role, number, path, sha256, bytes) VALUES ('i', 'questioned', 1, 'a.png', 'x', 1);
    INSERT INTO page (key, id, item, number, width, height) VALUES (1, 'p', 1, 0, 100, 100);
    INSERT INTO crop VALUES (1, 'c');
    INSERT INTO word (key, id, item, page, line, place, x, y, width, height, excluded, reason, crop) VALUES
      (1, 'w1', 1, 1, 0, 0, 5, 5, 20, 10, 0, NULL, 1), (2, 'w2', 1, 1, 0, 1, 35, 5, 20, 10, 1, NULL, 1),
      (3, 'w3', 1, 1, 1, 0, 5, 25, 20, 10, 1, 'another-hand', 1), (4, 'w4', 1, 1, 1, 1, 35, 25, 20, 10, 1, 'other', 1);
    INSERT INTO transcription VALUES (3, 'lamp', 'salt');
  `);
  const words = (): unknown[] => connection.prepare('SELECT * FROM word ORDER BY key').all();
  const before = words();
  migrate(connection, migrations.slice(0, 9));
  expect(versionOf(connection)).toBe(9);
  expect(words()).toEqual(before);
  expect(connection.prepare('SELECT text FROM transcription').pluck().all()).toEqual(['lamp']);
  expect(connection.pragma('foreign_key_check')).toEqual([]);
  expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
  connection.exec("UPDATE word SET reason = 'signature' WHERE key = 2");
  expect(() => connection.exec("UPDATE word SET reason = 'autograph' WHERE key = 2")).toThrow(/constraint/);
  expect(() => connection.exec("UPDATE word SET reason = 'signature' WHERE key = 1")).toThrow(/constraint/);
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

test('step 10 keeps results in their order, and takes comparisons of signatures among them', () => {
  const connection = new Database(':memory:');
  migrate(connection, migrations.slice(0, 9));
  connection.exec(`
    INSERT INTO result VALUES (3, 'r', 'search', 'f', '{}');
    INSERT INTO result VALUES (7, 's', 'comparison', 'g', '{"a":1}');
  `);
  const before = connection.prepare('SELECT * FROM result ORDER BY key').all();
  migrate(connection, migrations.slice(0, 10));
  expect(versionOf(connection)).toBe(10);
  expect(connection.prepare('SELECT * FROM result ORDER BY key').all()).toEqual(before);
  connection.exec("INSERT INTO result (id, kind, fingerprint, content) VALUES ('t', 'signature', 'h', '{}')");
  for (const wrong of [
    "INSERT INTO result (id, kind, fingerprint, content) VALUES ('u', 'guess', 'h', '{}')",
    "INSERT INTO result (id, kind, fingerprint, content) VALUES ('r', 'search', 'h', '{}')",
  ]) {
    expect(() => connection.exec(wrong), wrong).toThrow(/constraint/);
  }
});

test('step 11 numbers signatures as they were called: by source, in the order of their pages', () => {
  const connection = new Database(':memory:');
  migrate(connection, migrations.slice(0, 10));
  connection.exec(`
    INSERT INTO item (id, role, number, path, sha256, bytes) VALUES ('i', 'questioned', 1, 'a.png', 'x', 1);
    INSERT INTO hand (key, id, item, number) VALUES (1, 'h', 1, 2);
    INSERT INTO page (key, id, item, number, width, height) VALUES (1, 'p', 1, 1, 100, 100), (2, 'o', 1, 0, 100, 100);
    INSERT INTO crop VALUES (1, 'c');
    INSERT INTO word (key, id, item, page, line, place, x, y, width, height, removed, excluded, reason, hand, crop) VALUES
      (1, 'w1', 1, 1, 1, 4, 5, 5, 20, 10, 0, 1, 'signature', NULL, 1), (2, 'w2', 1, 1, 0, 1, 35, 5, 20, 10, 0, 1, 'signature', NULL, 1),
      (3, 'w3', 1, 2, 1, 0, 5, 25, 20, 10, 0, 1, 'signature', NULL, 1), (4, 'w4', 1, 1, 0, 0, 35, 25, 20, 10, 0, 1, 'signature', 1, 1),
      (5, 'w5', 1, 1, 0, 0, 35, 45, 20, 10, 1, 1, 'signature', NULL, 1), (6, 'w6', 1, 1, 0, 0, 35, 65, 20, 10, 0, 1, 'other', NULL, 1);
  `);
  migrate(connection, migrations.slice(0, 11));
  expect(versionOf(connection)).toBe(11);
  const numbers = connection
    .prepare('SELECT word, item, hand, number FROM signature_number ORDER BY number, hand')
    .raw();
  expect(numbers.all()).toEqual([
    [3, 1, null, 1],
    [4, 1, 1, 1],
    [2, 1, null, 2],
    [1, 1, null, 3],
  ]);
  const insert = (values: string) => () =>
    connection.exec(`INSERT INTO signature_number (item, hand, number, word) VALUES (${values})`);
  for (const wrong of ['1, NULL, 0, 6', '1, NULL, 4, 1', '1, 1, 2, 4', '1, 2, 1, 6']) {
    expect(insert(wrong), wrong).toThrow(/constraint/);
  }
  insert('1, 1, 2, 1')();
  // What is gone leaves its numbers taken.
  connection.pragma('foreign_keys = ON');
  connection.exec('DELETE FROM page WHERE key = 1');
  expect(numbers.all()).toEqual([
    [3, 1, null, 1],
    [null, 1, 1, 1],
    [null, 1, null, 2],
    [null, 1, 1, 2],
    [null, 1, null, 3],
  ]);
});
