import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dependenciesOf, installedWith } from '../../packaging/dependencies.ts';
import { loadedBy } from '../../packaging/modules.ts';
import { engineParts, stage } from '../../packaging/stage.ts';

const project = path.join(import.meta.dirname, '../..');
const target = { platform: 'linux', arch: 'x64' } as const;

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'chirograph-stage-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes files of a made-up project; an object becomes JSON. */
function write(files: Record<string, string | object>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, 'project', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

/** As much of a project as there is to pack. */
const small = {
  'package.json': {
    name: 'chirograph',
    version: '1.2.3',
    type: 'module',
    main: 'out/main/electron.js',
    dependencies: { 'better-sqlite3': '2.0.0', 'onnxruntime-node': '3.0.0', pino: '1.0.0' },
    devDependencies: { vitest: '1.0.0' },
  },
  LICENSE: 'text',
  'bin/chirograph': 'program',
  'out/main/electron.js':
    'import{a as b}from"./shared-1.js";\nimport * as electron from "electron";import "node:fs";',
  'out/main/shared-1.js': 'import { pino } from "pino";\nexport const a = () => import("./late-2.js");',
  'out/main/late-2.js': '',
  'out/main/engine-process.js': 'import database from "better-sqlite3";',
  'out/preload/preload.cjs': '',
  'out/renderer/index.html': '<!doctype html>',
  'models/word.onnx': 'model',
  'models/training/recipe.py': 'recipe',
  'node_modules/pino/package.json': { dependencies: { sonic: '1' } },
  'node_modules/pino/index.js': '',
  'node_modules/pino/node_modules/sonic/package.json': {},
  'node_modules/sonic/package.json': { version: 'another, which is not meant' },
  'node_modules/vitest/package.json': {},
  'node_modules/better-sqlite3/package.json': { optionalDependencies: { 'not-installed': '1' } },
  'node_modules/better-sqlite3/deps/sqlite3.c': 'source',
  'node_modules/better-sqlite3/lib/index.js': '',
  'node_modules/better-sqlite3/prebuilds/linux-x64.node': 'native',
  'node_modules/better-sqlite3/prebuilds/linuxmusl-x64.node': 'native',
  'node_modules/better-sqlite3/prebuilds/win32-x64.node': 'native',
  'node_modules/onnxruntime-node/package.json': {},
  'node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1': 'native',
  'node_modules/onnxruntime-node/bin/napi-v6/linux/arm64/libonnxruntime.so.1': 'native',
  'node_modules/onnxruntime-node/bin/napi-v6/darwin/arm64/libonnxruntime.1.dylib': 'native',
  'node_modules/node/bin/node': 'node',
};

describe('what is packed', () => {
  const files = (folder: string): string[] =>
    globSync('**/*', { cwd: path.join(root, 'stage', folder), withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path
          .relative(path.join(root, 'stage', folder), path.join(entry.parentPath, entry.name))
          .split(path.sep)
          .join('/'),
      )
      .sort();

  beforeEach(async () => {
    write(small);
    await stage(path.join(root, 'project'), target, path.join(root, 'stage'));
  });

  test('the archive holds the window: what its process and its page load, and no engine', () => {
    expect(files('app')).toEqual([
      'node_modules/pino/index.js',
      'node_modules/pino/node_modules/sonic/package.json',
      'node_modules/pino/package.json',
      'out/main/electron.js',
      'out/main/late-2.js',
      'out/main/shared-1.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'package.json',
    ]);
    const manifest: unknown = JSON.parse(
      readFileSync(path.join(root, 'stage', 'app', 'package.json'), 'utf8'),
    );
    expect(manifest).toMatchObject({
      name: 'chirograph',
      productName: 'Chirograph',
      version: '1.2.3',
      type: 'module',
      main: 'out/main/electron.js',
      dependencies: { pino: '1.0.0' },
    });
    expect(manifest).not.toHaveProperty('devDependencies');
  });

  test('beside it lie the engine with what it loads, for this system alone, and its Node', () => {
    expect(files('resources')).toEqual([
      'engine/LICENSE',
      'engine/bin/chirograph',
      'engine/models/word.onnx',
      'engine/node_modules/better-sqlite3/lib/index.js',
      'engine/node_modules/better-sqlite3/package.json',
      'engine/node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'engine/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1',
      'engine/node_modules/onnxruntime-node/package.json',
      'engine/node_modules/pino/index.js',
      'engine/node_modules/pino/node_modules/sonic/package.json',
      'engine/node_modules/pino/package.json',
      'engine/out/main/engine-process.js',
      'engine/out/main/late-2.js',
      'engine/out/main/shared-1.js',
      'engine/out/renderer/index.html',
      'engine/package.json',
      'node/node',
    ]);
  });

  test('an earlier stage leaves nothing behind', async () => {
    writeFileSync(path.join(root, 'stage', 'app', 'left-over.js'), '');
    await stage(path.join(root, 'project'), target, path.join(root, 'stage'));
    expect(files('app')).not.toContain('left-over.js');
  });
});

test('what is not built is not packed', async () => {
  write({ 'package.json': {} });
  await expect(stage(path.join(root, 'project'), target, path.join(root, 'stage'))).rejects.toThrow(
    'npm run build',
  );
});

test('a dependency that is not installed is named', () => {
  write({ 'package.json': {}, 'node_modules/a/package.json': { dependencies: { b: '1' } } });
  expect(() => installedWith(path.join(root, 'project'), ['a'])).toThrow('b is not installed');
});

test('packages that need each other are found once', () => {
  write({
    'node_modules/a/package.json': { dependencies: { b: '1' } },
    'node_modules/b/package.json': { dependencies: { a: '1' } },
  });
  expect(installedWith(path.join(root, 'project'), ['a'])).toEqual([
    path.join('node_modules', 'a'),
    path.join('node_modules', 'b'),
  ]);
});

test.each([
  ['import x from "pino";', ['pino']],
  ['import"ws";export*from"@img/colour/sub";', ['@img/colour', 'ws']],
  ["import { a,\n b } from 'csv-parse/sync';", ['csv-parse']],
  ['const x = await import("sharp");', ['sharp']],
  ['import path from "node:path"; import fs from "fs";', []],
  ['const text = "no import here";', []],
])('of %s the packages are seen', (code, packages) => {
  writeFileSync(path.join(root, 'entry.js'), code);
  expect(loadedBy(root, 'entry.js').packages).toEqual(packages);
});

describe('of this project', () => {
  const parts = engineParts(project, target).map((part) => part.path.split(path.sep).join('/'));

  test('every package that the engine and the command line name goes along', () => {
    const named = new Set<string>();
    for (const file of globSync('src/main/{engine,shells/browser,shells/cli}/**/*.ts', { cwd: project })) {
      const text = readFileSync(path.join(project, file), 'utf8');
      for (const [, name = ''] of text.matchAll(
        /^(?:import|export) (?!type )[^;]*? from '([^.'][^']*)'/gms,
      )) {
        if (!isBuiltin(name)) named.add(name.startsWith('@') ? name : name.split('/')[0]!);
      }
    }
    expect(named.size).toBeGreaterThan(8);
    for (const name of named) expect(parts).toContain(`node_modules/${name}`);
  });

  test('fonts, which are found by name at run time, go along', () => {
    for (const name of dependenciesOf(project)) expect(parts).toContain(`node_modules/${name}`);
    expect(parts.filter((each) => each.startsWith('node_modules/@fontsource/')).length).toBeGreaterThan(4);
  });

  test('what only builds and tests stays here', () => {
    for (const name of [
      'electron',
      'vite',
      'vitest',
      'typescript',
      '@sparticuz/chromium',
      'playwright-core',
    ]) {
      expect(parts).not.toContain(`node_modules/${name}`);
    }
  });
});
