import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

interface Locked {
  readonly packages: Record<
    string,
    { readonly version: string; readonly gypfile?: boolean; resolved?: string }
  >;
}

const project = path.resolve(import.meta.dirname, '..');
const { packages } = JSON.parse(readFileSync(path.join(project, 'package-lock.json'), 'utf8')) as Locked;

/**
 * A package with a binding.gyp that brings its binaries says `gypfile: false`, so that nothing is compiled. npm 10 reads
 * that from the lockfile only, where npm itself does not write it: without it an install asks for Python, a compiler
 * and Node's headers from nodejs.org.
 */
test('npm 10 compiles nothing: the lockfile says so of each package that could be', () => {
  const compilable = Object.keys(packages).filter(
    (name) => name !== '' && existsSync(path.join(project, name, 'binding.gyp')),
  );
  expect(compilable).toContain('node_modules/better-sqlite3');
  for (const name of compilable) {
    const { gypfile, scripts = {} } = JSON.parse(
      readFileSync(path.join(project, name, 'package.json'), 'utf8'),
    ) as { gypfile?: boolean; scripts?: Record<string, string> };
    if (scripts['install'] !== undefined || scripts['preinstall'] !== undefined) continue;
    expect(
      { [name]: packages[name]?.gypfile },
      'write "gypfile": false into its entry of the lockfile',
    ).toEqual({
      [name]: gypfile,
    });
  }
});

test('the lockfile names no place to download from: the registry of whoever installs is asked', () => {
  const placed = Object.values(packages).filter(
    ({ resolved }) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(placed).toEqual([]);
});
