/** What may lie where a case's database should: by another version, another program, damage or mischief. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createRandom } from '../../../../src/main/engine/comparison/random.ts';
import { createEngine, type LocalEngine } from '../../../../src/main/engine/engine.ts';
import { examiner, folderWith, open, put } from './fixture.ts';

const program = path.resolve(import.meta.dirname, '../../../../src/main/shells/cli/chirograph.ts');
const as = { examiner };
const PAGE = 4096;
let engine: LocalEngine;
let user: string;
/** The bytes of a sound case database with a hundred items. */
let sound: Buffer;
const LETTERS = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`known/A/${at}.png`, `${at}`]));

beforeAll(async () => {
  user = mkdtempSync(path.join(tmpdir(), 'chirograph-strange-'));
  engine = await createEngine({ userData: user, log: pino({ level: 'silent' }) });
});
afterAll(async () => {
  await engine.close();
  rmSync(user, { recursive: true, force: true });
});

const fileIn = (folder: string): string => path.join(folder, 'case.chirograph');

async function caseFolder(): Promise<string> {
  const folder = folderWith(LETTERS);
  if (sound === undefined) {
    (await open(folder)).close();
    sound = readFileSync(fileIn(folder));
  } else writeFileSync(fileIn(folder), sound);
  return folder;
}

/** Everything in the folder and what it holds; a link by what it names. */
function contents(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return new Map(
    names.map((name) => {
      const file = path.join(folder, name);
      const facts = lstatSync(file);
      if (facts.isSymbolicLink()) return [name, readlinkSync(file)];
      return [name, facts.isFile() ? readFileSync(file).toString('base64') : 'folder'];
    }),
  );
}

const changed = (change: (bytes: Buffer) => unknown) => (folder: string) => {
  const bytes = Buffer.from(sound);
  const made = change(bytes);
  writeFileSync(fileIn(folder), made instanceof Buffer ? made : bytes);
};

function sql(...statements: string[]): (folder: string) => void {
  return (folder) => {
    const connection = new Database(fileIn(folder));
    for (const statement of statements) connection.exec(statement);
    connection.close();
  };
}

function instead(put: (file: string, folder: string) => void): (folder: string) => void {
  return (folder) => {
    rmSync(fileIn(folder));
    put(fileIn(folder), folder);
  };
}

const STRANGE: [string, string, RegExp, (folder: string) => void][] = [
  ['of a newer version', 'case-newer', /newer Chirograph/, sql('PRAGMA user_version = 99')],
  ['of another program', 'case-foreign', /another program/, sql('PRAGMA application_id = 1234')],
  [
    'of another program that does not say so',
    'case-foreign',
    /another program/,
    instead((file) => {
      const other = new Database(file);
      other.exec('CREATE TABLE theirs (a)');
      other.close();
    }),
  ],
  [
    'that is no database',
    'case-damaged',
    /damaged/,
    instead((file) => writeFileSync(file, 'x'.repeat(9000))),
  ],
  ['whose header is gone', 'case-damaged', /damaged/, changed((bytes) => bytes.fill(0, 0, 100))],
  ['whose page size is wrong', 'case-damaged', /damaged/, changed((bytes) => bytes.writeUInt16BE(512, 16))],
  [
    'whose format for writing is unknown',
    'case-damaged',
    /damaged/,
    changed((bytes) => bytes.fill(3, 18, 19)),
  ],
  [
    'whose pages are overwritten',
    'case-damaged',
    /damaged/,
    changed((bytes) => bytes.fill(0xff, PAGE * 5, PAGE * 9)),
  ],
  [
    'that names free pages it has not',
    'case-damaged',
    /damaged/,
    changed((bytes) => bytes.writeUInt32BE(7, 36)),
  ],
  [
    'that was cut off',
    'case-damaged',
    /damaged/,
    changed((bytes) => bytes.subarray(0, bytes.length - 3 * PAGE)),
  ],
  [
    'that was cut off within its header',
    'case-damaged',
    /damaged/,
    changed((bytes) => bytes.subarray(0, 60)),
  ],
  [
    'with a trigger of its own',
    'case-damaged',
    /damaged/,
    sql('CREATE TRIGGER theirs AFTER INSERT ON form BEGIN DELETE FROM page; END'),
  ],
  [
    'without the journal’s guards',
    'case-damaged',
    /damaged/,
    (folder) => {
      const connection = new Database(fileIn(folder));
      const guards = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .pluck()
        .all();
      expect(guards.length).toBeGreaterThan(0);
      for (const guard of guards) connection.exec(`DROP TRIGGER "${guard as string}"`);
      connection.close();
    },
  ],
  ['that is a folder', 'case-foreign', /is a folder/, instead((file) => mkdirSync(file))],
  [
    'that is a link to another case',
    'case-foreign',
    /is a link/,
    instead((file, folder) => {
      put(folder, 'elsewhere.chirograph', 'theirs');
      symlinkSync(path.join(folder, 'elsewhere.chirograph'), file);
    }),
  ],
  [
    'that is a link to nothing',
    'case-foreign',
    /is a link/,
    instead((file, folder) => symlinkSync(path.join(folder, 'none'), file)),
  ],
];

describe('a database', () => {
  test.each(STRANGE)('%s is refused, named, and left as it is', async (_, code, message, make) => {
    const other = await engine.call('case.open', { folder: folderWith({ 'q.png': 'q' }) }, as);
    const folder = await caseFolder();
    make(folder);
    const before = contents(folder);
    await expect(engine.call('case.open', { folder }, as)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    await expect(engine.call('case.open', { folder }, as)).rejects.toMatchObject({ code });
    expect(contents(folder)).toEqual(before);
    // Another case that is open goes on, and a sound database in its place opens.
    await engine.call('item.assign', { case: other.id, items: [other.items[0]!.id], role: 'questioned' }, as);
    await engine.call('case.close', { case: other.id });
    rmSync(fileIn(folder), { recursive: true });
    writeFileSync(fileIn(folder), sound);
    const { id, items } = await engine.call('case.open', { folder }, as);
    expect(items.length).toBeGreaterThanOrEqual(100);
    await engine.call('case.close', { case: id });
  });

  // A bit within a value leaves a sound database: what the value was of shows it (a file as changed, a journal as broken).
  test('with one bit turned over opens with all its items, or is refused and left as it is', async () => {
    const folder = await caseFolder();
    const random = createRandom('bits');
    const codes = new Set<string>();
    for (let turn = 0; turn < 60; turn++) {
      const bytes = Buffer.from(sound);
      // Every third in the header, where one bit decides most.
      const at = random.integer(turn % 3 === 0 ? 100 : bytes.length);
      bytes[at] = bytes[at]! ^ (1 << random.integer(8));
      writeFileSync(fileIn(folder), bytes);
      const before = contents(folder);
      try {
        const { id, items } = await engine.call('case.open', { folder }, as);
        expect(items, `byte ${at}`).toHaveLength(100);
        await engine.call('journal.read', { case: id });
        await engine.call('case.close', { case: id });
        codes.add('opened');
      } catch (error) {
        const { code } = error as { code: string };
        expect(['case-damaged', 'case-foreign', 'case-newer'], `byte ${at}: ${String(error)}`).toContain(
          code,
        );
        expect(contents(folder), `byte ${at}`).toEqual(before);
        codes.add(code);
      }
    }
    expect(codes.size).toBeGreaterThan(1);
  });

  test('beside a log of rubbish opens with what it holds', async () => {
    const folder = await caseFolder();
    writeFileSync(`${fileIn(folder)}-wal`, 'rubbish'.repeat(2000));
    const { id, items } = await engine.call('case.open', { folder }, as);
    expect(items).toHaveLength(100);
    await engine.call('case.close', { case: id });
  });

  test('that is empty becomes a case', async () => {
    const folder = folderWith({ ...LETTERS, 'case.chirograph': '' });
    const { id, items } = await engine.call('case.open', { folder }, as);
    expect(items).toHaveLength(100);
    await engine.call('case.close', { case: id });
  });

  test('that another program has locked can be looked at', async () => {
    const folder = await caseFolder();
    const locking = `
      import Database from 'better-sqlite3';
      const connection = new Database(process.argv[1]);
      connection.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
      console.log('locked');
      setInterval(() => undefined, 60_000);`;
    const args = ['--input-type=module', '-e', locking, fileIn(folder)];
    const holder = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder.stdout, 'data');
    const { id, readOnly } = await engine.call('case.open', { folder }, as);
    expect(readOnly).toMatchObject({
      heldBy: null,
      message: expect.stringContaining('in another Chirograph'),
    });
    await engine.call('case.close', { case: id });
  });

  test('is refused by the command line with the same words, and left as it is', async () => {
    for (const [name, code, message, make] of STRANGE.filter(([, , ,], at) => [0, 1, 7, 13].includes(at))) {
      const folder = await caseFolder();
      make(folder);
      const before = contents(folder);
      const { status, stderr, stdout } = spawnSync(process.execPath, [program, 'case', folder, '--json'], {
        encoding: 'utf8',
        env: { ...process.env, CHIROGRAPH_USER_DATA: user },
      });
      expect(status, name).toBe(1);
      expect(stderr, name).toMatch(message);
      expect(stdout, name).toContain(code);
      expect(contents(folder), name).toEqual(before);
    }
  });
});

test('a copied case is found by its own folder', async () => {
  const folder = await caseFolder();
  const copy = folderWith();
  cpSync(folder, copy, { recursive: true });
  const first = await engine.call('case.open', { folder }, as);
  const second = await engine.call('case.open', { folder: copy }, as);
  expect(second).toMatchObject({ id: first.id, folder: copy, readOnly: null });
  // One of the two is open at a time: the first is free for others again.
  const other = await open(folder);
  expect(other.readOnly).toBe(null);
  await engine.call('case.close', { case: second.id });
});
