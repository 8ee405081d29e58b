import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { electronSupport } from '../../packaging/electron-support.ts';

const manifest = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};
const pinned = manifest.devDependencies['electron']!;

test('rule 16: the pinned Electron is of a major version that was supported when this was last looked up', () => {
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
  const major = Number(pinned.split('.')[0]);
  expect(
    (electronSupport.supportedMajors as readonly number[]).includes(major),
    `Electron ${pinned} was not among the supported ones of ${electronSupport.asOf}; electron-support.ts says what to do`,
  ).toBe(true);
});

test('rule 16: what was looked up is three major versions in a row, on a day that has been', () => {
  const [latest] = electronSupport.supportedMajors;
  expect(electronSupport.supportedMajors).toEqual([latest, latest - 1, latest - 2]);
  const day = Date.parse(electronSupport.asOf);
  expect(new Date(day).toISOString().slice(0, 10)).toBe(electronSupport.asOf);
});
