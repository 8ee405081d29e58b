import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openLog, withoutPaths } from '../../src/main/log.ts';

test('a logged error names no path of the user', () => {
  const cause = Object.assign(new Error("ENOENT: no such file or directory, open '/cases/Jane Roe/q1.png'"), {
    code: 'ENOENT',
    path: '/cases/Jane Roe/q1.png',
  });
  const shown = JSON.stringify(withoutPaths(new Error('Could not read "C:\\cases\\Jane Roe"', { cause })));
  expect(shown).not.toContain('Roe');
  expect(shown).toContain('ENOENT: no such file or directory, open');
});

test('appends, and sets a large file aside first', () => {
  const userData = mkdtempSync(path.join(os.tmpdir(), 'chirograph-log-'));
  const file = path.join(userData, 'logs', 'shell.log');
  openLog(userData, 'shell').info('first');
  openLog(userData, 'shell').info('second');
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
  truncateSync(file, 5_000_001);
  openLog(userData, 'shell').info('third');
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
  expect(existsSync(path.join(userData, 'logs', 'shell.old.log'))).toBe(true);
  rmSync(userData, { recursive: true });
});
