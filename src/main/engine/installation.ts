import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder that holds package.json, models and resources: above src in the source, above out in a build. */
export function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}

/** Name and version as they stand in every result, such as "Chirograph 0.1.0". */
export function softwareName(): string {
  const { version } = JSON.parse(readFileSync(path.join(projectFolder(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return `Chirograph ${version}`;
}
