import type * as crypto from 'node:crypto';
import { scrypt } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Login } from '../../../../src/main/shells/browser/login.ts';
import { addUser, findUser, readUsers, removeUser } from '../../../../src/main/shells/browser/users.ts';
import { FakeClock } from './fake-clock.ts';

// The real one, counted: time itself is no measure on a busy computer.
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof crypto>();
  return { ...real, scrypt: vi.fn(real.scrypt) };
});

/** The least that a users file may say: tests need no security. */
const CHEAP = { N: 2 ** 14, r: 8, p: 1 };
const ADA = { name: 'Ada Example', initials: 'AE', role: 'examiner' };
const BERT = { name: 'Bert Sample', initials: 'BS', role: 'trainee' };
const PASSWORD = 'ink on old paper';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-users-'));
  file = path.join(folder, 'users.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the users file', () => {
  test('is its owner’s alone, holds no password, and nothing is left beside it', async () => {
    await addUser(file, ADA, PASSWORD, CHEAP);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(PASSWORD);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['users.json']);
    expect(readUsers(file)).toMatchObject([ADA]);
  });

  test('hashes the same password differently each time, with 128 MiB where no cost is named', async () => {
    await addUser(file, ADA, PASSWORD);
    await addUser(file, BERT, PASSWORD, CHEAP);
    const [ada, bert] = readUsers(file);
    expect(ada!.scrypt).toEqual({ N: 131_072, r: 8, p: 1 });
    expect(ada!.salt).not.toBe(bert!.salt);
    expect(ada!.hash).not.toBe(bert!.hash);
    expect(await findUser([ada!], ADA.name, PASSWORD)).toMatchObject(ADA);
  });

  test('knows one user by a name, however it is written', async () => {
    await addUser(file, ADA, PASSWORD, CHEAP);
    await addUser(file, { ...ADA, name: ' ADA Example ' }, 'another long one', CHEAP);
    const users = readUsers(file);
    expect(users).toHaveLength(1);
    expect(await findUser(users, 'ada example', 'another long one')).not.toBeNull();
    expect(await findUser(users, ADA.name, PASSWORD)).toBeNull();
    removeUser(file, 'ada EXAMPLE');
    expect(readUsers(file)).toEqual([]);
    expect(() => removeUser(file, ADA.name)).toThrow('no user "Ada Example"');
  });

  test('takes the same password from a keyboard that composes its letters otherwise', async () => {
    await addUser(file, ADA, 'f\u00fcnf alte B\u00fccher', CHEAP);
    expect(await findUser(readUsers(file), ADA.name, 'fu\u0308nf alte Bu\u0308cher')).not.toBeNull();
  });

  test.each(['', 'elevenchars', 'x'.repeat(513)])(
    'refuses a password of another length: "%s"',
    async (bad) => {
      await expect(addUser(file, ADA, bad, CHEAP)).rejects.toThrow('12 to 512');
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test('refuses an incomplete identity', async () => {
    await expect(addUser(file, { ...ADA, role: ' ' }, PASSWORD, CHEAP)).rejects.toThrow(
      'role: must not be empty',
    );
  });

  test.skipIf(process.platform === 'win32')(
    'that everybody may read is refused with what to do',
    async () => {
      await addUser(file, ADA, PASSWORD, CHEAP);
      chmodSync(file, 0o604);
      expect(() => readUsers(file)).toThrow(`chmod 600 ${file}`);
      await expect(addUser(file, BERT, PASSWORD, CHEAP)).rejects.toThrow('chmod');
    },
  );

  test.each(['', '{', '[]', '{"users":[{"name":"A"}]}'])('that is none is refused: %s', (text) => {
    writeFileSync(file, text, { mode: 0o600 });
    expect(() => readUsers(file)).toThrow('is no users file');
  });

  test('whose hash was made cheaper than allowed is refused', async () => {
    await addUser(file, ADA, PASSWORD, CHEAP);
    writeFileSync(file, readFileSync(file, 'utf8').replace('16384', '2'), { mode: 0o600 });
    expect(() => readUsers(file)).toThrow('is no users file');
  });

  test('that is missing is said', () => {
    expect(() => readUsers(file)).toThrow('there is none');
  });
});

describe('a login', () => {
  async function setUp() {
    await addUser(file, ADA, PASSWORD, CHEAP);
    const users = readUsers(file);
    let asked = 0;
    const clock = new FakeClock();
    const login = new Login(() => {
      asked++;
      return users;
    }, clock);
    return { clock, login, asked: () => asked };
  }
  const from = (n: number): string => `192.0.2.${n}`;

  test('with name and password is the user; a wrong password and an unknown name are the same', async () => {
    const { login } = await setUp();
    expect((await login.check(ADA.name, PASSWORD, from(1))).user).toMatchObject(ADA);
    expect(await login.check(ADA.name, 'wrong wrong wrong', from(1))).toEqual({ reason: 'wrong' });
    const before = vi.mocked(scrypt).mock.calls.length;
    expect(await login.check('Nobody', PASSWORD, from(1))).toEqual({ reason: 'wrong' });
    // An unknown name costs the same work.
    expect(
      vi
        .mocked(scrypt)
        .mock.calls.slice(before)
        .map(([, , , cost]) => cost),
    ).toEqual([expect.objectContaining(CHEAP)]);
  });

  test('of one user waits longer with each failure after the fifth, from whatever address, right or wrong', async () => {
    const { clock, login, asked } = await setUp();
    for (let n = 0; n < 5; n++) await login.check(ADA.name, `wrong password ${n}`, from(n));
    expect(await login.check(ADA.name, PASSWORD, from(9))).toEqual({ reason: 'wait', seconds: 2 });
    expect(asked()).toBe(5);
    clock.pass(2_000);
    expect(await login.check(ADA.name, 'wrong password 5', from(9))).toEqual({ reason: 'wrong' });
    expect(await login.check(ADA.name, PASSWORD, from(10))).toEqual({ reason: 'wait', seconds: 4 });
    clock.pass(4_000);
    expect((await login.check(ADA.name, PASSWORD, from(10))).user).toBeDefined();
    // A success wipes the slate.
    expect(await login.check(ADA.name, 'wrong password 6', from(10))).toEqual({ reason: 'wrong' });
    expect((await login.check(ADA.name, PASSWORD, from(10))).user).toBeDefined();
  });

  test('under made-up names waits as well, by name and by address', async () => {
    const { login } = await setUp();
    for (let n = 0; n < 5; n++) await login.check('Nobody', 'wrong wrong wrong', from(n));
    expect(await login.check('Nobody', PASSWORD, from(9))).toMatchObject({ reason: 'wait' });
    for (let n = 0; n < 5; n++) await login.check(`Made up ${n}`, 'wrong wrong wrong', from(50));
    expect(await login.check(ADA.name, PASSWORD, from(50))).toMatchObject({ reason: 'wait' });
    expect((await login.check(ADA.name, PASSWORD, from(51))).user).toBeDefined();
  });

  test('that unlocks waits for failures of its own session only, and keeps no login waiting', async () => {
    const { login } = await setUp();
    for (let n = 0; n < 5; n++) await login.check(ADA.name, 'wrong wrong wrong', from(n));
    for (let n = 0; n < 5; n++) {
      expect(await login.checkUnlock(ADA.name, 'wrong wrong wrong', 'one')).toEqual({ reason: 'wrong' });
    }
    expect(await login.checkUnlock(ADA.name, PASSWORD, 'one')).toMatchObject({ reason: 'wait' });
    expect((await login.checkUnlock(ADA.name, PASSWORD, 'another')).user).toMatchObject(ADA);
    const { login: fresh } = await setUp();
    for (let n = 0; n < 5; n++) await fresh.checkUnlock(ADA.name, 'wrong wrong wrong', 'one');
    expect((await fresh.check(ADA.name, PASSWORD, from(1))).user).toBeDefined();
  });

  test('waits a quarter of an hour at most', async () => {
    const { clock, login } = await setUp();
    for (let n = 0; n < 20; n++) {
      await login.check(ADA.name, 'wrong wrong wrong', from(n));
      clock.pass(15 * 60_000);
    }
    await login.check(ADA.name, 'wrong wrong wrong', from(30));
    expect(await login.check(ADA.name, PASSWORD, from(31))).toEqual({ reason: 'wait', seconds: 900 });
  });

  test('of many at once: ten are taken on, the others are sent away unchecked', async () => {
    const { login, asked } = await setUp();
    const tries = Array.from({ length: 30 }, (_, n) =>
      login.check(`Name ${n}`, 'wrong wrong wrong', from(n)),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter(({ reason }) => reason === 'wrong')).toHaveLength(10);
    expect(outcomes.filter(({ reason }) => reason === 'wait')).toHaveLength(20);
    expect(asked()).toBe(10);
  });

  test('that unlocks does not wait for strangers who try to log in', async () => {
    const { login } = await setUp();
    const tries = Array.from({ length: 10 }, (_, n) =>
      login.check(`Name ${n}`, 'wrong wrong wrong', from(n)),
    );
    expect((await login.checkUnlock(ADA.name, PASSWORD, 'one')).user).toMatchObject(ADA);
    await Promise.all(tries);
  });

  test.skipIf(process.platform === 'win32')(
    'ends at once where the users file is gone or open to all, and after minutes where it cannot be read',
    async () => {
      await addUser(file, ADA, PASSWORD, CHEAP);
      const text = readFileSync(file);
      const clock = new FakeClock();
      const told: unknown[] = [];
      const login = new Login(
        () => readUsers(file),
        clock,
        (trouble) => told.push(trouble === null ? null : String(trouble)),
      );
      const [ada] = readUsers(file);
      const admitted = (): boolean => login.stillAdmits(ada!);
      const asBefore = (): void => {
        rmSync(file, { force: true });
        writeFileSync(file, text, { mode: 0o600 });
        expect(admitted()).toBe(true);
      };
      expect(admitted()).toBe(true);
      writeFileSync(file, '{');
      expect([admitted(), admitted()]).toEqual([true, true]);
      clock.pass(5 * 60_000);
      expect(admitted()).toBe(false);
      asBefore();
      chmodSync(file, 0o644);
      expect([admitted(), admitted()]).toEqual([false, false]);
      asBefore();
      rmSync(file);
      expect(admitted()).toBe(false);
      expect(told).toEqual([
        expect.stringContaining('is no users file'),
        null,
        expect.stringContaining('is open to every user'),
        null,
        expect.stringContaining('there is none'),
      ]);
    },
  );

  test('of many at once for one user: no more are checked than one after the other', async () => {
    const { login, asked } = await setUp();
    const tries = Array.from({ length: 9 }, (_, n) => login.check(ADA.name, 'wrong wrong wrong', from(n)));
    await Promise.all(tries);
    expect(asked()).toBe(5);
  });
});
