import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * The installed folders of some packages and of all they depend on, relative to the project, in alphabetical order.
 * What an optional dependency would bring for another system is not installed, and left out; peers are not followed.
 *
 * @throws where a dependency that is not optional is not installed.
 */
export function installedWith(project: string, names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string, optional: boolean): void => {
    const folder = nearest(project, name, from);
    if (folder === null) {
      if (optional) return;
      throw new Error(`${name} is not installed; "npm ci" installs it`);
    }
    if (found.has(folder)) return;
    found.add(folder);
    const manifest = manifestOf(path.join(project, folder));
    const optionals = Object.keys(manifest.optionalDependencies ?? {});
    for (const each of Object.keys(manifest.dependencies ?? {})) {
      visit(each, folder, optionals.includes(each));
    }
    for (const each of optionals) visit(each, folder, true);
  };
  for (const name of names) visit(name, '', false);
  return [...found].sort();
}

/** The packages that the program names as its own. */
export function dependenciesOf(project: string): string[] {
  return Object.keys(manifestOf(project).dependencies ?? {});
}

/** The package as Node finds it from a folder: in the nearest node_modules upwards, inside the project. */
function nearest(project: string, name: string, from: string): string | null {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', name);
    if (existsSync(path.join(project, candidate, 'package.json'))) return candidate;
    if (folder === '' || folder === '.') return null;
  }
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}
