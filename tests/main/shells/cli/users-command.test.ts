/** `chirograph users` and the options of `serve` as a program. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const program = path.resolve(import.meta.dirname, '../../../../src/main/shells/cli/chirograph.ts');
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-users-command-'));
  file = path.join(folder, 'users.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

function chirograph(args: string[], input = ''): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, CHIROGRAPH_USER_DATA: path.join(folder, 'data') },
  });
  return { code: status, out: stdout, err: stderr };
}
const add = (password: string): ReturnType<typeof chirograph> =>
  chirograph(
    ['users', 'add', file, '--name', 'Ada Example', '--initials', 'AE', '--role', 'examiner', '--json'],
    password,
  );

describe('users', () => {
  test('are added with a password from standard input, listed without it, and removed', () => {
    const added = add('ink on old paper\n');
    expect([added.code, JSON.parse(added.out)]).toEqual([
      0,
      { added: { name: 'Ada Example', initials: 'AE', role: 'examiner' } },
    ]);
    const listed = chirograph(['users', 'list', file, '--json']);
    expect(JSON.parse(listed.out)).toEqual({
      users: [{ name: 'Ada Example', initials: 'AE', role: 'examiner' }],
    });
    expect(chirograph(['users', 'remove', file, '--name', 'Ada Example']).code).toBe(0);
    expect(chirograph(['users', 'remove', file, '--name', 'Ada Example'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('has no user'),
    });
  });

  test.each(['', '\n', 'too short\n'])('are not added with the password %j', (password) => {
    const { code, err } = add(password);
    expect(code).toBe(2);
    expect(err).toMatch(/password/iu);
    expect(existsSync(file)).toBe(false);
  });
});

describe('serve', () => {
  test.each([
    [['--remote', '127.0.0.1', '--root', '.'], 'needs --tls-cert, --tls-key, --users'],
    [['--remote', '127.0.0.1'], 'name them with --root'],
    [['--users', 'users.json'], 'are for --remote only'],
    [['--host-name', 'lab.example'], 'are for --remote only'],
    [['--idle-lock', '-1'], 'whole minutes'],
    [['--idle-lock', 'soon'], 'whole minutes'],
    [['--idle-lock', '1441'], 'whole minutes'],
  ])('refuses %j', (options, why) => {
    const { code, err } = chirograph(['serve', ...options]);
    expect(code).toBe(2);
    expect(err).toContain(why);
  });

  test('says in its help how to leave the lock out', () => {
    expect(chirograph(['serve', '--help']).out.replace(/\s+/gu, ' ')).toContain('0 never locks it');
  });
});
