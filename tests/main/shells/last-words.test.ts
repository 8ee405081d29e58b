import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

test('a shell that ends on an error leaves a report without names, and a line in its log', () => {
  const userData = mkdtempSync(path.join(tmpdir(), 'chirograph-last-words-'));
  const program = path.join(import.meta.dirname, 'fixtures', 'dying-shell.ts');
  const { status, stdout, pid } = spawnSync(process.execPath, [program, userData], { encoding: 'utf8' });
  expect(status).toBe(3);
  expect(path.basename(stdout)).toMatch(new RegExp(`-shell-${pid}\\.txt$`));
  const report = readFileSync(stdout, 'utf8');
  expect(report).toContain('TypeError: failed to open …');
  expect(report).toMatch(/at tests\/main\/shells\/fixtures\/dying-shell\.ts:\d+/);
  expect(report).toMatch(/Chirograph \d+\.\d+\.\d+, Node/);
  const log = readFileSync(path.join(userData, 'logs', 'shell.log'), 'utf8');
  expect(log).toContain('the shell ends on an error nobody handled');
  for (const text of [report, log]) {
    expect(text).not.toContain('Roe');
    expect(text).not.toContain(userData);
  }
  rmSync(userData, { recursive: true });
});
