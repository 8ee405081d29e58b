import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const shell = path.join(import.meta.dirname, '../../../../src/main/shells/electron/electron.ts');

/** The packages that a module loads, directly or through the project's own modules. Imports of types load nothing. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(file)) return packages;
  seen.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export) (?!type )(?:[^'"]*? from )?'([^']+)'/gm,
  )) {
    if (!name.startsWith('.')) packages.add(name);
    else for (const each of packagesOf(path.resolve(path.dirname(file), name), seen)) packages.add(each);
  }
  return packages;
}

test("Electron's process loads no native package: libvips collides with the GLib that Electron loads on Linux", () => {
  const packages = [...packagesOf(shell)].filter((name) => !name.startsWith('node:'));
  expect(packages.sort()).toEqual(['electron', 'intl-messageformat', 'pino', 'valibot']);
});
