import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLog } from '../../src/main/log.ts';

let userData: string;

beforeEach(() => {
  userData = mkdtempSync(path.join(os.tmpdir(), 'chirograph-log-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(userData, { recursive: true, force: true });
});

const lines = (name = 'shell'): Record<string, unknown>[] =>
  readFileSync(path.join(userData, 'logs', `${name}.log`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('an entry holds the fields of the list, and of others only their number', () => {
  openLog(userData, 'shell').warn(
    { method: 'case.open', ms: 12, code: 'case-locked', folder: '/cases/Jane Roe', writer: 'Jane Roe' },
    'call failed',
  );
  expect(lines()).toMatchObject([
    { pid: process.pid, method: 'case.open', ms: 12, code: 'case-locked', withheld: 2, msg: 'call failed' },
  ]);
});

test('a field of the list that holds something else is withheld', () => {
  openLog(userData, 'shell').info({ method: 'Jane Roe', code: 'Roe', item: 'Roe', how: 'Jane', ms: 'Jane' });
  expect(lines()[0]).toMatchObject({ method: '…', code: '…', item: '…', how: '…', ms: '…' });
});

test('nothing is put into a message, and none is made of an error', () => {
  const log = openLog(userData, 'shell');
  log.info('opened %s', 'Jane Roe');
  log.info(`opened '/cases/Jane Roe'`);
  log.error(new Error('Jane Roe'));
  log.error(new Error('Jane Roe'), 'a request failed');
  expect(JSON.stringify(lines())).not.toMatch(/Jane|Roe/);
  expect(lines().map(({ msg }) => msg)).toEqual([
    'message withheld',
    'message withheld',
    'message withheld',
    'a request failed',
  ]);
});

test('CHIROGRAPH_LOG sets the level; what is no level is as if it were not set', () => {
  for (const [asked, level] of [
    ['trace', 'trace'],
    ['silent', 'silent'],
    ['loud', 'info'],
    ['toString', 'info'],
    ['', 'info'],
  ] as const) {
    vi.stubEnv('CHIROGRAPH_LOG', asked);
    expect(openLog(userData, 'shell').level).toBe(level);
  }
});

test('a log is rotated while it is open', () => {
  const log = openLog(userData, 'shell', { largestBytes: 500, kept: 3 });
  for (let entry = 0; entry < 40; entry++) log.info({ ms: entry }, 'an entry');
  const files = readdirSync(path.join(userData, 'logs'));
  expect(files).toHaveLength(4);
  expect(lines().at(-1)).toMatchObject({ ms: 39 });
});

test('where no log can be written the program goes on', () => {
  writeFileSync(path.join(userData, 'logs'), 'a file in the way');
  const log = openLog(userData, 'shell');
  expect(() => log.info('first')).not.toThrow();
  rmSync(path.join(userData, 'logs'));
  log.info('second');
  expect(existsSync(path.join(userData, 'logs', 'shell.log'))).toBe(true);
  expect(lines()).toHaveLength(1);
});
