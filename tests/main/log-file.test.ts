import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { RotatingFile } from '../../src/main/log-file.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'chirograph-log-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const all = (): string[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n'));

test('a file stays below its size, and so many set aside are kept, the newest', () => {
  const file = new RotatingFile(folder, 'engine', { largestBytes: 100, kept: 2 });
  for (let line = 0; line < 50; line++) file.write(`line ${String(line).padStart(24, '0')}\n`);
  const names = readdirSync(folder);
  expect(names).toHaveLength(3);
  for (const name of names) expect(readFileSync(path.join(folder, name)).length).toBeLessThanOrEqual(100);
  const written = all().map((line) => Number(line.slice(5)));
  expect([...written].sort((a, b) => a - b)).toEqual(Array.from({ length: 8 }, (_, at) => 42 + at));
});

test('of files set aside within one millisecond the newest are kept too', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const file = new RotatingFile(folder, 'engine', { largestBytes: 100, kept: 2 });
  for (let line = 0; line < 50; line++) file.write(`line ${String(line).padStart(24, '0')}\n`);
  const written = all().map((line) => Number(line.slice(5)));
  expect(written.sort((a, b) => a - b)).toEqual(Array.from({ length: 8 }, (_, at) => 42 + at));
});

test('a line longer than a file may be is written all the same', () => {
  const file = new RotatingFile(folder, 'engine', { largestBytes: 10 });
  file.write('a line of more than ten bytes\n');
  file.write('b\n');
  expect(all().sort()).toEqual(['a line of more than ten bytes', 'b']);
});

test("a file set aside by another is followed, and another name's files are left alone", () => {
  const [one, other] = [1, 2].map(() => new RotatingFile(folder, 'engine', { largestBytes: 60, kept: 1 }));
  new RotatingFile(folder, 'engine-2').write('neighbour\n');
  one!.write('one: before\n');
  for (let line = 0; line < 6; line++) other!.write('other 56789\n');
  one!.write('one: after\n');
  expect(readdirSync(folder)).toHaveLength(3);
  expect(readFileSync(one!.file, 'utf8')).toMatch(/^other.*one: after\n$/s);
  expect(readFileSync(path.join(folder, 'engine-2.log'), 'utf8')).toBe('neighbour\n');
});

test('several processes that rotate one log lose no line and mix none', async () => {
  const writer = path.join(import.meta.dirname, 'fixtures', 'log-writer.ts');
  const ends = ['a', 'b', 'c'].map(
    (name) =>
      new Promise((resolve) => fork(writer, [folder, name, '400']).once('exit', (code) => resolve(code))),
  );
  expect(await Promise.all(ends)).toEqual([0, 0, 0]);
  const expected = ['a', 'b', 'c'].flatMap((name) =>
    Array.from({ length: 400 }, (_, line) => `${name} ${line} ${name.repeat(40)}`),
  );
  expect(all().sort()).toEqual(expected.sort());
});
