import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPlainNode, type Seeker } from '../../../src/main/engine/plain-node.ts';

let root: string;
const electron: Seeker = {
  execPath: '/opt/electron/electron',
  versions: { node: '24.1.0', electron: '45.4.1' },
  platform: 'linux',
};

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'chirograph-node-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function place(version: string, name = 'node'): string {
  const directory = path.join(root, 'node_modules', 'node');
  mkdirSync(path.join(directory, 'bin'), { recursive: true });
  writeFileSync(path.join(directory, 'package.json'), JSON.stringify({ version }));
  writeFileSync(path.join(directory, 'bin', name), '');
  return path.join(directory, 'bin', name);
}

test('the running Node is taken where it is new enough', () => {
  const seeker = { execPath: '/usr/bin/node', versions: { node: '22.14.0' }, platform: 'linux' } as const;
  expect(findPlainNode(root, seeker)).toBe('/usr/bin/node');
});

test("Electron's own and an old Node are passed over for the package's", () => {
  const binary = place('24.21.0');
  expect(findPlainNode(path.join(root, 'out', 'main'), electron)).toBe(binary);
  const old = { execPath: '/usr/bin/node', versions: { node: '20.19.0' }, platform: 'linux' } as const;
  expect(findPlainNode(root, old)).toBe(binary);
});

test('on Windows it is node.exe', () => {
  const binary = place('24.21.0', 'node.exe');
  expect(findPlainNode(root, { ...electron, platform: 'win32' })).toBe(binary);
});

test('a packaged app brings its own', () => {
  place('24.21.0');
  mkdirSync(path.join(root, 'resources', 'node'), { recursive: true });
  const shipped = path.join(root, 'resources', 'node', 'node');
  writeFileSync(shipped, '');
  expect(findPlainNode(root, { ...electron, resourcesPath: path.join(root, 'resources') })).toBe(shipped);
});

test('none found: the error says what to do', () => {
  place('20.19.0');
  expect(() => findPlainNode(root, electron)).toThrow(
    /needs Node\.js 22\.14 or newer.*runs on Electron.*npm ci/,
  );
});
