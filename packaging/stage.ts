import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dependenciesOf, installedWith } from './dependencies.ts';
import { loadedBy } from './modules.ts';

/** The system that a package is made for; native parts are those that `npm ci` installed, so it is this one. */
export interface Target {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** A file or folder of the project that goes into the package under the same name. */
export interface Part {
  readonly path: string;
  /** Which of the files below it go along; all where left out. Gets the path relative to this part. */
  readonly keep?: (relative: string) => boolean;
}

const MAIN = path.join('out', 'main');
/** What Electron itself brings. */
const PROVIDED = ['electron'];

/**
 * What goes into app.asar, which Electron's process and the page read: checked as a whole when it is loaded, so it
 * holds the code of the window and no other. Nothing of it is unpacked; unpacked files are not checked.
 */
export function appParts(project: string): { parts: Part[]; packages: string[] } {
  const { files, packages } = loadedBy(path.join(project, MAIN), 'electron.js');
  const own = packages.filter((name) => !PROVIDED.includes(name));
  return {
    parts: [
      ...files.map((file) => ({ path: path.join(MAIN, file) })),
      { path: path.join('out', 'preload') },
      { path: path.join('out', 'renderer') },
      ...installedWith(project, own).map(packagePart),
    ],
    packages: own,
  };
}

/**
 * What goes into resources/engine, beside the archive: the engine and the command line run on plain Node, which reads
 * no archive, and load native libraries, which no archive can hold.
 */
export function engineParts(project: string, target: Target): Part[] {
  return [
    { path: 'package.json' },
    { path: 'LICENSE' },
    { path: path.join('bin', 'chirograph') },
    { path: MAIN, keep: (relative) => relative !== 'electron.js' },
    // For the browser shell, which the command line opens.
    { path: path.join('out', 'renderer') },
    { path: 'models', keep: (relative) => !relative.startsWith('training') },
    ...installedWith(project, dependenciesOf(project)).map((folder) => nativePart(folder, target)),
  ];
}

/** A package without the packages nested in it, which are parts of their own, and without sources to compile. */
function packagePart(folder: string): Part {
  return { path: folder, keep: (relative) => relative.split(path.sep)[0] !== 'node_modules' };
}

/** The same, without what is for other systems. */
function nativePart(folder: string, { platform, arch }: Target): Part {
  const part = packagePart(folder);
  const only = (keep: (relative: string) => boolean): Part => ({
    path: folder,
    keep: (relative) => part.keep!(relative) && keep(relative.split(path.sep).join('/')),
  });
  if (folder === path.join('node_modules', 'onnxruntime-node')) {
    return only((relative) => {
      const [, system, processor] = /^bin\/napi-v\d+\/([^/]+)(?:\/([^/]+))?/.exec(relative) ?? [];
      return (system ?? platform) === platform && (processor ?? arch) === arch;
    });
  }
  if (folder === path.join('node_modules', 'better-sqlite3')) {
    return only((relative) => {
      const [, binary] = /^prebuilds\/(.+)\.node$/.exec(relative) ?? [];
      return (
        (binary ?? `${platform}-${arch}`) === `${platform}-${arch}` && !/^(deps|src)(\/|$)/.test(relative)
      );
    });
  }
  return part;
}

/** The Node that the engine runs on. */
export function nodeProgram(project: string, { platform }: Target): string {
  return path.join(project, 'node_modules', 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Copies everything that goes into a package, from a project that is installed and built:
 * `<stage>/app` becomes app.asar, and what is in `<stage>/resources`, engine and Node, lies beside it.
 *
 * @throws where something is missing, with what makes it.
 */
export async function stage(project: string, target: Target, folder: string): Promise<void> {
  if (!existsSync(path.join(project, MAIN, 'electron.js'))) {
    throw new Error('nothing is built; "npm run build" builds it');
  }
  await rm(folder, { recursive: true, force: true });
  const app = appParts(project);
  await copy(project, app.parts, path.join(folder, 'app'));
  const manifest = JSON.parse(await readFile(path.join(project, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  > & { dependencies: Record<string, string> };
  const { name, version, description, license, type, main, dependencies } = manifest;
  await writeFile(
    path.join(folder, 'app', 'package.json'),
    `${JSON.stringify(
      {
        name,
        productName: 'Chirograph',
        author: 'Chirograph',
        version,
        description,
        license,
        type,
        main,
        dependencies: Object.fromEntries(app.packages.map((each) => [each, dependencies[each]])),
      },
      null,
      2,
    )}\n`,
  );
  await copy(project, engineParts(project, target), path.join(folder, 'resources', 'engine'));
  const node = nodeProgram(project, target);
  const shipped = path.join(folder, 'resources', 'node', path.basename(node));
  await mkdir(path.dirname(shipped), { recursive: true });
  await cp(node, shipped);
  await chmod(shipped, 0o755);
}

async function copy(project: string, parts: readonly Part[], folder: string): Promise<void> {
  for (const part of parts) {
    const source = path.join(project, part.path);
    await cp(source, path.join(folder, part.path), {
      recursive: true,
      filter: (each) => {
        const relative = path.relative(source, each);
        return relative === '' || (part.keep?.(relative) ?? true);
      },
    });
  }
}
