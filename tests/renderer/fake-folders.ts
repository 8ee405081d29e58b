import type { FolderListing, ListedFolder } from '../../src/contract/folder.ts';
import { ChirographError } from '../../src/contract/schema.ts';

interface Spec {
  readonly path: string;
  readonly images?: number;
  readonly isCase?: boolean;
  readonly complete?: boolean;
  readonly problem?: string;
}

/** Two roots, as an operator may have named them, and folders of each kind that a window can meet. */
const ROOTS = ['/cases', '/scans'];
const FOLDERS: readonly Spec[] = [
  { path: '/cases', images: 500, complete: false },
  { path: '/cases/2025', images: 500, complete: false },
  ...Array.from({ length: 40 }, (_, at) => ({
    path: `/cases/2025/2025-${String(at + 1).padStart(4, '0')}`,
    images: at,
  })),
  { path: '/cases/2026-0398 cheque', images: 6, isCase: true },
  { path: '/cases/2026-0417 letters', images: 12, isCase: true },
  { path: '/cases/2026-0417 letters/known', images: 9 },
  { path: '/cases/2026-0417 letters/questioned', images: 3 },
  {
    path: '/cases/2026-0421 anonymous letters to the municipal administration, second consignment',
    images: 1240,
  },
  { path: '/cases/Evidence room', problem: 'This user may not read it.' },
  {
    path: '/cases/M\uFFFDller',
    problem: 'Its name is not valid UTF-8; rename it first.',
  },
  { path: '/cases/Überlingen' },
  ...[
    'Regional court of the lake district',
    'Second criminal chamber',
    '2026-0388 extortion of a bakery',
    'Second consignment of 14 March',
  ].map((_, at, names) => ({ path: ['/scans', ...names.slice(0, at + 1)].join('/'), images: 31 })),
  { path: '/scans', images: 31 },
];

/** What the engine would answer `folder.list` with. */
export function fakeListing(named = '/cases'): FolderListing {
  const folder = named.length > 1 ? named.replace(/\/$/, '') : named;
  const root = ROOTS.find((each) => `${folder}/`.startsWith(`${each}/`));
  if (root === undefined) {
    throw new ChirographError(
      'not-allowed',
      `${named} is outside of the folders that may be opened here: ${ROOTS.join(', ')}. Choose a folder inside one of these.`,
    );
  }
  const spec = FOLDERS.find((each) => each.path === folder);
  if (spec === undefined || spec.problem !== undefined) {
    throw new ChirographError(
      'folder-unreadable',
      `The folder ${folder} cannot be opened: it does not exist.`,
    );
  }
  const parts = folder.slice(root.length).split('/').filter(Boolean);
  const trail = [root, ...parts].map((name, at) => ({
    name: name.replace('/', ''),
    path: [root, ...parts.slice(0, at)].join('/'),
  }));
  return {
    ...described(spec),
    trail,
    parent: folder === root ? null : parentOf(folder),
    roots: ROOTS.map((each) => ({ path: each, name: each.slice(1) })),
    folders: FOLDERS.filter((each) => parentOf(each.path) === folder).map((each) => ({
      ...described(each),
      problem: each.problem ?? null,
    })),
    truncated: false,
  };
}

function described({
  path,
  images = 0,
  complete = true,
  isCase = false,
}: Spec): Omit<ListedFolder, 'problem'> {
  return { path, name: path.slice(path.lastIndexOf('/') + 1), images, complete, isCase };
}

function parentOf(folder: string): string {
  return folder.slice(0, folder.lastIndexOf('/'));
}
