import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import typescript from 'typescript';

/** What a module of the build loads, by itself and through the modules it loads. */
export interface Loaded {
  /** File names in the folder of the build, the first one included. */
  readonly files: readonly string[];
  /** Names of packages, such as `pino`, `@img/colour`. */
  readonly packages: readonly string[];
}

/**
 * Follows the imports of a built module.
 *
 * @param folder the build of the main processes, in which all files lie side by side.
 * @param entry its file name.
 */
export function loadedBy(folder: string, entry: string): Loaded {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const { importedFiles } = typescript.preProcessFile(readFileSync(path.join(folder, file), 'utf8'));
    for (const { fileName: name } of importedFiles) {
      if (name.startsWith('.')) visit(path.join(path.dirname(file), name));
      else if (!isBuiltin(name)) packages.add(packageOf(name));
    }
  };
  visit(entry);
  return { files: [...files].sort(), packages: [...packages].sort() };
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
